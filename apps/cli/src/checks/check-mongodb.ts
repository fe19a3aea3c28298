import { checkServer, openMongoStore, type ServerCheck } from '@quiz-sync/mongodb';
import { ResultAsync } from 'neverthrow';
import { exitCodeOf } from '../exit-code.js';
import { inTwo } from './advice.js';
import { type Check, fine } from './check.js';
import type { StoreChecked } from './check-store.js';
import { checkWhole } from './check-whole.js';
import { failedCheck } from './failed-check.js';
import { notOpen } from './not-open.js';

/** Each line of what is tried out on the server; then whether it holds a copy that was not finished. */
export async function checkMongodb(url: string): Promise<StoreChecked> {
  const found = await checkServer(url);
  const checks = found.map(toCheck);
  if (!found.every(({ ok }) => ok)) return { checks, state: 'unusable' };
  if (found.some(({ isNew }) => isNew === true)) return { checks, state: 'absent' };
  const opened = await ResultAsync.fromPromise(openMongoStore(url), notOpen);
  if (opened.isErr())
    return { checks: [...checks, await failedCheck('store', opened.error)], state: 'unusable' };
  try {
    const whole = await checkWhole(opened.value, url);
    return { checks: [...checks, whole], state: whole.state === 'failure' ? 'unusable' : 'there' };
  } finally {
    await opened.value.close();
  }
}

function toCheck({ name, ok, detail }: ServerCheck): Check {
  const named = `store: ${name}`;
  if (ok) return fine(named, detail);
  const { detail: why, advice } = inTwo(detail);
  const exitCode = exitCodeOf({ type: 'store_not_open', message: detail });
  return { name: named, state: 'failure', detail: why, remedy: advice, exitCode };
}
