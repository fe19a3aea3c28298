import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { isRedisInstalled, startRedis } from './redis-process.ts';

/** A Redis. Queues are told apart by their names. */
export interface TestRedis {
  readonly url: string;
  close(): Promise<void>;
}

const HAS_SERVER = isRedisInstalled();
const NO_SKIP = process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1';
const GIVEN_URL = process.env['QUIZ_SYNC_TEST_REDIS_URL'];

/** Whether `useRedis` finds one: at `QUIZ_SYNC_TEST_REDIS_URL`, or by starting `redis-server`. Says so when it does not. */
export const hasRedis = found('a Redis', GIVEN_URL !== undefined || HAS_SERVER);
/** Whether `startRedis` finds the program `redis-server`. */
export const hasRedisServer =
  HAS_SERVER || (GIVEN_URL !== undefined && found('the program redis-server', false));

function found(what: string, isThere: boolean): boolean {
  if (isThere) return true;
  const advice = 'install redis-server, or set QUIZ_SYNC_TEST_REDIS_URL';
  if (NO_SKIP) throw new Error(`tests need ${what}: ${advice}`);
  process.stderr.write(`SKIPPED: tests that need ${what}: ${advice}\n`);
  return false;
}

/** The Redis that was named, as it is to the files of one run of the tests, or one started for the caller. */
export function useRedis(): Promise<TestRedis> {
  return GIVEN_URL === undefined ? startRedis() : Promise.resolve({ url: GIVEN_URL, close: async () => {} });
}

/** A name for a queue that nobody else uses. */
export function aQueueName(): string {
  return `test-${randomUUID()}`;
}

/** Removes everything that a queue has left in Redis. */
export async function forgetQueue(redis: Redis, name: string): Promise<void> {
  const keys = await redis.keys(`quiz-sync:${name}:*`);
  if (keys.length > 0) await redis.del(...keys);
}
