import type { Intake } from '../crash/facts.ts';
import type { ServiceProcess } from '../crash/service-under-test.ts';
import type { Chance } from './chance.ts';
import type { School } from './school.ts';
import { count } from './tally.ts';

/** Statuses of a service in trouble: sending the same again is what clients do then. */
const TRY_AGAIN: ReadonlySet<number | undefined> = new Set([undefined, 502, 503, 504]);

/** Milliseconds. */
const PATIENCE_MS = 5_000;

/** Longest that a client tries, while services die and are started again: what takes longer is a failure. */
const GIVES_UP_MS = 120_000;

/** Most requests of one load, should it never be over. */
const MOST_REQUESTS = 600;

/**
 * Sends requests until it is over, several at a time, each until it is answered with 2xx. Some submissions are sent twice at the
 * same time, and some again when they have long been answered.
 */
export async function sendLoad(
  school: School,
  chance: Chance,
  { atOnce, isOver }: { readonly atOnce: number; readonly isOver: () => boolean },
): Promise<void> {
  let left = MOST_REQUESTS;
  async function client(): Promise<void> {
    for (; left > 0 && !isOver(); left -= 1) {
      const intake = school.intakes.next(chance);
      const twice = intake.method === 'POST' && chance.percent(15);
      await Promise.all([sendUntilTaken(school, intake), ...(twice ? [sendUntilTaken(school, intake)] : [])]);
      if (intake.method === 'POST' && chance.percent(5)) await sendUntilTaken(school, intake);
      school.intakes.done(intake);
      await new Promise((tick) => setTimeout(tick, chance.between(10, 150)));
    }
  }
  await Promise.all(Array.from({ length: atOnce }, client));
}

/** Sends until a service has taken it; the facts know of it from then on. */
export async function sendUntilTaken(school: School, intake: Intake): Promise<void> {
  const { tally } = school;
  const deadline = Date.now() + GIVES_UP_MS;
  for (;;) {
    const status = await sendOnce(school, intake);
    count(tally.answers, String(status ?? 'none'));
    if (status === 200 || status === 201) {
      intake.learn(school.facts);
      tally.acknowledged += 1;
      return;
    }
    if (!TRY_AGAIN.has(status)) {
      school.failures.push(`${intake.method} ${intake.path} was answered with ${status}`);
      return;
    }
    if (Date.now() > deadline) {
      school.failures.push(`${intake.method} ${intake.path} was not taken in ${GIVES_UP_MS / 1_000} s`);
      return;
    }
    await new Promise((tick) => setTimeout(tick, 20));
  }
}

async function sendOnce({ services }: School, { method, path, body }: Intake): Promise<number | undefined> {
  const service = anyOf(services);
  if (service === undefined) return undefined;
  try {
    const answer = await fetch(service.url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return undefined;
  }
}

/** In turn, so that two services both get something to do. */
function anyOf(services: Set<ServiceProcess>): ServiceProcess | undefined {
  const [first] = services;
  if (first === undefined) return undefined;
  services.delete(first);
  services.add(first);
  return first;
}
