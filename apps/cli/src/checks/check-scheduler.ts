import type { RedisCheck } from '@quiz-sync/bullmq-scheduler';
import { EXIT_CODES } from '../exit-code.js';
import { type Check, doubtful, fine } from './check.js';
import type { Examined } from './examined.js';

/** A line for each thing that is asked of a Redis; none for timers, which need nothing. The library is loaded here. */
export async function checkScheduler(scheduler: Examined['scheduler']): Promise<readonly Check[]> {
  if (scheduler?.type !== 'redis') return [];
  const { checkRedis } = await import('@quiz-sync/bullmq-scheduler');
  return (await checkRedis(scheduler.url)).map(toCheck);
}

function toCheck({ name, state, detail, remedy }: RedisCheck): Check {
  const named = `scheduler: ${name}`;
  if (state === 'ok') return fine(named, detail);
  if (state === 'warning') return doubtful(named, detail, remedy);
  return { name: named, state, detail, remedy, exitCode: EXIT_CODES.failed };
}
