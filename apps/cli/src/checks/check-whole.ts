import { type Store, unfinishedCopy } from '@quiz-sync/core';
import { exitCodeOf } from '../exit-code.js';
import { type Check, fine } from './check.js';
import { failedCheck } from './failed-check.js';

const NAME = 'store copy';

/** Whether it is the copy of another store and not finished. `name`: as it is written in the configuration. */
export async function checkWhole(store: Store, name: string): Promise<Check> {
  const copy = await unfinishedCopy(store);
  if (copy.isErr()) return failedCheck(NAME, copy.error);
  if (copy.value === undefined) return fine(NAME, 'it is no unfinished copy of another');
  return {
    name: NAME,
    state: 'failure',
    detail: 'it is a copy of another store that was not finished',
    remedy: `quiz-sync copy-store --from ${copy.value.source ?? 'SOURCE'} --to ${name}`,
    exitCode: exitCodeOf({ type: 'store_unusable', message: '' }),
  };
}
