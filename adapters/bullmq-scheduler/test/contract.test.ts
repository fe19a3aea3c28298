import { schedulerContract } from '@quiz-sync/testing';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aQueueName, forgetQueue, hasRedis, type TestRedis, useRedis } from '../../../test/servers/redis.ts';
import { createBullmqScheduler } from '../src/bullmq-scheduler.js';
import { redisTime } from './redis-time.ts';

describe.runIf(hasRedis)('on a real Redis', () => {
  let server: TestRedis | undefined;
  let redis: Redis | undefined;

  beforeAll(async () => {
    server = await useRedis();
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    redis?.disconnect();
    await server?.close();
  });

  schedulerContract(
    { describe, it, expect, beforeEach, afterEach },
    {
      open: async (timing) => {
        const { url } = server ?? (await useRedis());
        const name = aQueueName();
        const time = redisTime(url, name);
        return {
          scheduler: createBullmqScheduler({ url, name, timing }, time.runtime),
          advance: time.advance,
          now: time.now,
          close: async () => {
            time.close();
            if (redis !== undefined) await forgetQueue(redis, name);
            expect(time.held(), 'timers that are left').toBe(0);
          },
        };
      },
    },
  );
});
