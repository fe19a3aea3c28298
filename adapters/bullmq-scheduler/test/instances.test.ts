import type { TaskOutcome } from '@quiz-sync/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aQueueName, hasRedis } from '../../../test/servers/redis.ts';
import { type InstanceProcess, startInstance, until } from './instance-process.ts';
import { redisForTests } from './redis-for-tests.ts';

const DONE: TaskOutcome = { type: 'done' };

describe.runIf(hasRedis).concurrent('instances in processes of their own', { timeout: 90_000 }, () => {
  const redis = redisForTests();

  /** So many instances that share their runs; killed and forgotten when the test has ended. */
  function group(spacingMs: number): () => Promise<InstanceProcess> {
    const name = aQueueName();
    const all: InstanceProcess[] = [];
    onTestFinished(async () => {
      for (const instance of all) await instance.kill();
      await redis.forget(name);
    });
    return async () => {
      const instance = await startInstance(redis.url(), name, spacingMs);
      all.push(instance);
      return instance;
    };
  }

  /** Two instances: the first is in a run, during which the other has asked for one. */
  async function oneRunsAndAnotherAsks(): Promise<[InstanceProcess, InstanceProcess]> {
    const start = group(50);
    const [one, other] = [await start(), await start()];
    one.request();
    await until(() => one.starts().length === 1);
    other.endAlways(DONE);
    other.request();
    return [one, other];
  }

  it('run one at a time, so far apart over all, whoever asks', async () => {
    const start = group(200);
    const all = [await start(), await start(), await start()];
    for (const each of all) each.endAlways(DONE);
    const starts = () => all.flatMap((each) => each.starts()).sort((a, b) => a - b);
    await until(() => {
      for (const each of all) each.request();
      for (const each of all) each.urgent();
      return starts().length >= 12;
    });
    for (const each of all) await each.stop();
    const noted = all.flatMap((each) => each.noted()).sort((a, b) => a - b);
    expect(noted).toHaveLength(starts().length);
    for (const [index, at] of noted.slice(1).entries())
      expect(at - (noted[index] ?? 0)).toBeGreaterThanOrEqual(200);
    const ends = all.flatMap((each) => each.ends()).sort((a, b) => a - b);
    expect(ends).toHaveLength(starts().length);
    for (const [index, end] of ends.entries()) expect(starts()[index + 1] ?? end).toBeGreaterThanOrEqual(end);
  });

  it('make one run after one during which another instance asked', async () => {
    const start = group(50);
    const [one, other] = [await start(), await start()];
    one.request();
    await until(() => one.starts().length === 1);
    other.request();
    // Once it sees the run, what it asked for has arrived.
    await until(async () => (await other.state()).phase === 'running');
    one.end(DONE);
    await until(() => one.starts().length + other.starts().length === 2);
    one.endAlways(DONE);
    other.endAlways(DONE);
    one.end(DONE);
    other.end(DONE);
    await until(async () => (await one.state()).phase === 'idle' && (await other.state()).phase === 'idle');
    expect(one.starts().length + other.starts().length).toBe(2);
  });

  it('all tell the same of what waits, and how often it has failed', async () => {
    const start = group(50);
    const [one, other] = [await start(), await start()];
    other.endAlways(DONE);
    other.request();
    await until(() => other.starts().length === 1);
    one.endAlways({ type: 'retry', afterMs: 60_000 });
    other.endAlways({ type: 'retry', afterMs: 60_000 });
    await Promise.all([one.state(), other.state()]); // Both have heard of it once they answer.
    one.request();
    await until(async () => (await one.state()).failures === 1 && (await other.state()).failures === 1);
    expect(await other.state()).toEqual(await one.state());
    expect(await one.state()).toMatchObject({ phase: 'waiting', nextAttemptAt: expect.any(Number) });
  });

  it('keep what the service asked for when all are killed and others come', async () => {
    const start = group(50);
    const first = await start();
    first.endAlways({ type: 'retry', afterMs: 3_000 });
    first.request();
    await until(async () => (await first.state()).failures === 1);
    await first.kill();
    const next = await start();
    next.endAlways(DONE);
    next.urgent();
    await until(() => next.starts().length === 1);
    expect((next.starts()[0] ?? 0) - (first.ends()[0] ?? 0)).toBeGreaterThanOrEqual(2_990);
  });

  it('take over the run of one that is killed (fault 36)', async () => {
    const [one, other] = await oneRunsAndAnotherAsks();
    await one.kill();
    await until(() => other.ends().length >= 1);
  });

  it('take over the run of one that stands still, which does no harm when it goes on (fault 37)', async () => {
    const [one, other] = await oneRunsAndAnotherAsks();
    one.pause();
    await until(() => other.ends().length >= 1);
    one.wake();
    one.end(DONE);
    await until(() => one.ends().length === 1);
    one.endAlways(DONE);
    one.request();
    await until(async () => (await one.state()).phase === 'idle' && (await other.state()).phase === 'idle');
    const runs = one.starts().length + other.starts().length;
    other.request();
    await until(() => one.starts().length + other.starts().length > runs);
  });
});
