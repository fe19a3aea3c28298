import type { Scheduler, TaskOutcome } from '@quiz-sync/core';
import { DEFAULT_TIMING } from '@quiz-sync/core';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aQueueName, forgetQueue, hasRedis, type TestRedis, useRedis } from '../../../test/servers/redis.ts';
import { createBullmqScheduler } from '../src/bullmq-scheduler.js';
import { type RedisTime, redisTime } from './redis-time.ts';

/** What no single instance can see to, on one time that the test moves. */
describe.runIf(hasRedis)('members of one group', () => {
  let server: TestRedis;
  let redis: Redis;
  let name: string;
  let time: RedisTime;
  let members: Scheduler[];
  let starts: number[];
  let outcome: TaskOutcome;

  beforeEach(async () => {
    server = await useRedis();
    redis = new Redis(server.url);
    name = aQueueName();
    time = redisTime(server.url, name);
    members = [];
    starts = [];
    outcome = { type: 'done' };
  });
  afterEach(async () => {
    for (const member of members) {
      const stopped = member.stop();
      await time.advance(0);
      await stopped;
    }
    time.close();
    await forgetQueue(redis, name);
    redis.disconnect();
    await server.close();
  });

  async function aMember(): Promise<Scheduler> {
    const member = createBullmqScheduler({ url: server.url, name }, time.runtime);
    members.push(member);
    await member.start(async () => {
      starts.push(time.now());
      return outcome;
    });
    await time.advance(0);
    return member;
  }

  function urgent(member: Scheduler): void {
    expect(member.request('a person', { urgent: true }).isOk()).toBe(true);
  }

  it('start runs apart even if one has not heard of the last', async () => {
    const [one, other] = [await aMember(), await aMember()];
    urgent(one);
    await time.advance(0);
    urgent(other);
    await time.advance(DEFAULT_TIMING.spacingMs - 1);
    expect(starts).toHaveLength(1);
    await time.advance(1);
    expect(starts).toHaveLength(2);
  });

  it('hold to what the service asked for even if somebody promotes the job by hand', async () => {
    outcome = { type: 'retry', afterMs: 60_000 };
    urgent(await aMember());
    await time.advance(0);
    const queue = new Queue(name, { connection: redis, prefix: 'quiz-sync' });
    for (const job of await queue.getDelayed()) await job.promote();
    await time.advance(59_999);
    expect(starts).toHaveLength(1);
    await time.advance(1);
    expect(starts).toHaveLength(2);
    await queue.close();
  });

  it('bring forward what BullMQ leaves lying since the wall clock was set back', async () => {
    outcome = { type: 'retry', afterMs: 60_000 };
    const member = await aMember();
    urgent(member);
    await time.advance(0);
    time.setWallClockBack(3_600_000);
    await time.advance(62_000);
    expect(starts).toHaveLength(2);
  });

  it('leave what waits to the others when they stop, and take no part before they ask', async () => {
    const [asking, silent] = [await aMember(), await aMember()];
    asking.request('a submission').unwrapOr(undefined);
    await time.advance(0);
    const stopped = asking.stop();
    await time.advance(0);
    await stopped;
    await time.advance(10_000);
    expect(starts).toHaveLength(0);
    silent.request('a submission').unwrapOr(undefined);
    await time.advance(DEFAULT_TIMING.delayMs);
    expect(starts).toHaveLength(1);
    await time.advance(60_000);
    // The request is served by what was left, or by one more run if that has begun before Redis hears of it.
    expect([1, 2]).toContain(starts.length);
  });
});
