import { DEFAULT_TIMING, type Scheduler, type TaskOutcome } from '@quiz-sync/core';
import { recordingLog } from '@quiz-sync/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aQueueName, hasRedisServer } from '../../../test/servers/redis.ts';
import { type RedisOptions, type RedisProcess, startRedis } from '../../../test/servers/redis-process.ts';
import { createBullmqScheduler } from '../src/bullmq-scheduler.js';
import { type Runtime, systemRuntime } from '../src/runtime.js';
import { until } from './instance-process.ts';

const DONE: TaskOutcome = { type: 'done' };
const QUICK = { ...DEFAULT_TIMING, delayMs: 20, spacingMs: 100 };

describe.runIf(hasRedisServer)(
  'a Redis that is not there all the time (fault 32)',
  { timeout: 90_000 },
  () => {
    async function aServer(options?: RedisOptions): Promise<RedisProcess> {
      const server = await startRedis(options);
      onTestFinished(() => server.close());
      return server;
    }

    /** A scheduler on it, whose task counts its runs and ends in `outcome()`. */
    async function aScheduler(
      url: string,
      outcome: () => TaskOutcome = () => DONE,
      runtime: Runtime = systemRuntime,
    ) {
      const log = recordingLog();
      const options = { url, name: aQueueName(), timing: QUICK, log };
      const scheduler: Scheduler = createBullmqScheduler(options, runtime);
      onTestFinished(async () => {
        await scheduler.stop();
      });
      const runs: number[] = [];
      await scheduler.start(async () => {
        runs.push(runs.length + 1);
        return outcome();
      });
      const told = () => log.entries.filter(({ level }) => level !== 'debug');
      const request = () => expect(scheduler.request('a submission').isOk()).toBe(true);
      return { scheduler, runs, told, request };
    }

    it('takes requests while it is away, says so once, and runs once when it is there', async () => {
      const server = await aServer();
      await server.kill();
      const { scheduler, runs, told, request } = await aScheduler(server.url);
      for (let count = 0; count < 100; count += 1) request();
      await until(() => told().length > 0);
      expect(scheduler.state()).toEqual({ phase: 'waiting', nextAttemptAt: undefined, failures: 0 });
      expect(runs).toHaveLength(0);
      await server.restart();
      await until(() => runs.length > 0 && scheduler.state().phase === 'idle');
      expect(runs).toHaveLength(1);
      expect(told().map(({ level, message }) => `${level}: ${message}`)).toEqual([
        expect.stringMatching(/^warn: Redis at 127\.0\.0\.1:\d+ cannot be used: syncs wait until it can/),
        expect.stringMatching(/^info: Redis at .* can be used again/),
      ]);
    });

    it('finds again what was lost with it', async () => {
      const server = await aServer();
      const { scheduler, runs, told, request } = await aScheduler(server.url, () =>
        runs.length === 1 ? { type: 'retry', afterMs: 500_000 } : DONE,
      );
      request();
      await until(() => scheduler.state().failures === 1);
      await server.kill();
      await until(() => told().length > 0);
      await server.restart();
      await until(() => runs.length === 2 && scheduler.state().phase === 'idle');
    });

    it('finds it again however short it was away', async () => {
      const server = await aServer();
      const { scheduler, runs, request } = await aScheduler(server.url, () =>
        runs.length === 1 ? { type: 'retry', afterMs: 500_000 } : DONE,
      );
      request();
      await until(() => scheduler.state().failures === 1);
      await server.kill();
      await server.restart();
      await until(() => runs.length === 2 && scheduler.state().phase === 'idle');
    });

    it('keeps a wait over a restart of a Redis that keeps its data', async () => {
      const server = await aServer({ durable: true });
      const { scheduler, runs, told, request } = await aScheduler(server.url, () => ({
        type: 'retry',
        afterMs: 500_000,
      }));
      request();
      await until(() => scheduler.state().failures === 1);
      const { nextAttemptAt } = scheduler.state();
      await server.kill();
      await until(() => told().length === 1);
      await server.restart();
      await until(() => told().length === 2 && scheduler.state().nextAttemptAt !== undefined);
      expect(scheduler.state()).toEqual({ phase: 'waiting', nextAttemptAt, failures: 1 });
      expect(runs).toHaveLength(1);
    });

    it('goes on when it has answered nobody for a while, its connections open (fault 33)', async () => {
      const server = await aServer();
      const { scheduler, runs, told, request } = await aScheduler(server.url);
      request();
      await until(() => runs.length === 1 && scheduler.state().phase === 'idle');
      server.freeze();
      request();
      await until(() => told().length > 0);
      expect(told()[0]?.fields?.['reason']).toMatch(/^it does not answer in time: /);
      server.thaw();
      await until(() => runs.length >= 2 && scheduler.state().phase === 'idle');
    });

    it('is looked at for a moment alone when it does not answer, and what it held is not told then (fault 33)', async () => {
      const server = await aServer();
      const rings: (() => void)[] = [];
      const timers = { setTimeout: (ring: () => void) => rings.push(ring), clearTimeout: () => {} };
      const retry: TaskOutcome = { type: 'retry', afterMs: 500_000 };
      const { scheduler, told, request } = await aScheduler(server.url, () => retry, {
        ...systemRuntime,
        timers,
      });
      request();
      await until(() => scheduler.state().failures === 1);
      expect((await scheduler.look())._unsafeUnwrap()).toEqual(scheduler.state());
      expect(scheduler.state().nextAttemptAt).toEqual(expect.any(Number));
      server.freeze();
      const looking = scheduler.look();
      rings.at(-1)?.();
      expect((await looking)._unsafeUnwrap()).toEqual({
        phase: 'waiting',
        nextAttemptAt: undefined,
        failures: 1,
      });
      // It did not wait until the question itself was given up.
      expect(told()).toEqual([]);
      server.thaw();
    });

    it('is not waited for at all when it is known to be away', async () => {
      const server = await aServer();
      const { scheduler, told } = await aScheduler(server.url);
      await server.kill();
      await until(() => told().length > 0);
      expect((await scheduler.look())._unsafeUnwrap()).toMatchObject({ nextAttemptAt: undefined });
    });

    it('stops while it is away', async () => {
      const server = await aServer();
      const { scheduler, runs, told, request } = await aScheduler(server.url);
      request();
      await until(() => runs.length === 1);
      await server.kill();
      await until(() => told().length > 0);
      request();
      await scheduler.stop();
      expect(scheduler.state().phase).toBe('stopped');
    });

    it.each([
      [
        'a wrong password',
        ['--requirepass', 'right'],
        'redis://:wrong-canary@',
        /refuses the user name or password/,
      ],
      ['no password', ['--requirepass', 'right'], 'redis://', /asks for a password/],
      ['too little memory', ['--maxmemory', '1'], 'redis://', /its memory is full/],
    ])(
      'names %s in one line, shows no secret, and goes on taking requests',
      async (_what, settings, start, reason) => {
        const server = await aServer({ settings });
        const { scheduler, told, request } = await aScheduler(`${start}127.0.0.1:${server.port}`);
        request();
        await until(() => told().length > 0);
        for (let count = 0; count < 10; count += 1) request();
        expect(told()).toHaveLength(1);
        expect(told()[0]?.fields?.['reason']).toMatch(reason);
        expect(JSON.stringify(told())).not.toContain('canary');
        expect(scheduler.state()).toMatchObject({ phase: 'waiting', nextAttemptAt: undefined });
      },
    );
  },
);
