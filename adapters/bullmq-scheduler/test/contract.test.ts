import { schedulerContract } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aQueueName, hasRedis } from '../../../test/servers/redis.ts';
import { createBullmqScheduler } from '../src/bullmq-scheduler.js';
import { redisForTests } from './redis-for-tests.ts';
import { redisTime } from './redis-time.ts';

describe.runIf(hasRedis)('on a real Redis', () => {
  const redis = redisForTests();

  schedulerContract(
    { describe, it, expect, beforeEach, afterEach },
    {
      sharesRuns: true,
      open: async (timing) => {
        const url = redis.url();
        const name = aQueueName();
        const time = redisTime(url, name);
        const another = () => createBullmqScheduler({ url, name, timing }, time.runtime);
        return {
          scheduler: another(),
          another,
          advance: time.advance,
          now: time.now,
          close: async () => {
            time.close();
            await redis.forget(name);
            expect(time.held(), 'timers that are left').toBe(0);
          },
        };
      },
    },
  );
});
