import type { TaskOutcome } from '@quiz-sync/core';
import { manualScheduler } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';

const DONE: TaskOutcome = { type: 'done' };
const RETRY: TaskOutcome = { type: 'retry', afterMs: undefined };

describe('manualScheduler', () => {
  it('runs nothing until the test says so, and once for all requests before', async () => {
    const scheduler = manualScheduler();
    let runs = 0;
    await scheduler.start(async () => {
      runs += 1;
      return DONE;
    });
    expect(await scheduler.runDue()).toBeUndefined();
    scheduler.request('first');
    scheduler.request('second', { urgent: true });
    expect(scheduler.state().phase).toBe('waiting');
    expect(runs).toBe(0);
    expect(await scheduler.runDue()).toEqual(DONE);
    expect(await scheduler.runDue()).toBeUndefined();
    expect(runs).toBe(1);
    expect(scheduler.requests).toEqual([
      { reason: 'first', urgent: false },
      { reason: 'second', urgent: true },
    ]);
  });

  it('runs again after a run that asked for it, or during which somebody did', async () => {
    const scheduler = manualScheduler();
    const outcomes = [RETRY, DONE, DONE];
    let runs = 0;
    await scheduler.start(async () => {
      runs += 1;
      if (runs === 2) scheduler.request('meanwhile');
      return outcomes[runs - 1] ?? DONE;
    });
    scheduler.request('first');
    expect(await scheduler.runDue()).toEqual(RETRY);
    expect(scheduler.state()).toMatchObject({ phase: 'waiting', failures: 1 });
    expect(await scheduler.runAll()).toEqual([DONE, DONE]);
    expect(scheduler.state()).toMatchObject({ phase: 'idle', failures: 0 });
  });

  it('counts a rejection as a retry, and complains of a task that never has enough', async () => {
    const scheduler = manualScheduler();
    await scheduler.start(() => Promise.reject(new Error('a bug')));
    scheduler.request('first');
    expect(await scheduler.runDue()).toEqual(RETRY);
    await expect(scheduler.runAll()).rejects.toThrow('not done after');
  });

  it('waits for the run in progress when it stops, and takes no more requests', async () => {
    const scheduler = manualScheduler();
    const run = Promise.withResolvers<TaskOutcome>();
    const told: boolean[] = [];
    await scheduler.start(async (context) => {
      const outcome = await run.promise;
      told.push(context.stopping());
      return outcome;
    });
    scheduler.request('first');
    const running = scheduler.runDue();
    const stop = scheduler.stop();
    expect(scheduler.request('too late').isErr()).toBe(true);
    run.resolve(RETRY);
    await Promise.all([stop, running]);
    expect(told).toEqual([true]);
    expect(scheduler.state().phase).toBe('stopped');
    expect(await scheduler.runDue()).toBeUndefined();
    expect(
      await scheduler
        .start(async () => DONE)
        .match(
          () => 'ok',
          (error) => error.type,
        ),
    ).toBe('scheduler_stopped');
  });
});
