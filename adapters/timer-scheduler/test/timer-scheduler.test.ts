import type { TaskContext, TaskOutcome } from '@quiz-sync/core';
import { timerScheduler } from '@quiz-sync/timer-scheduler';
import { describe, expect, test } from 'vitest';
import { fakeTime, settle } from './fake-time.ts';

const DONE: TaskOutcome = { type: 'done' };
const RETRY: TaskOutcome = { type: 'retry', afterMs: undefined };

interface Given {
  readonly outcomes?: readonly TaskOutcome[];
  readonly byHand?: boolean;
  readonly earlyBy?: number;
  readonly random?: () => number;
}

/** A scheduler on fake time whose task notes when it began; it ends as `outcomes` say (then `done`), or when told. */
function harness({ outcomes = [], byHand = false, earlyBy = 0, random = () => 0.5 }: Given = {}) {
  const time = fakeTime({ earlyBy });
  const errors: string[] = [];
  const log = { debug() {}, info() {}, warn() {}, error: (message: string) => errors.push(message) };
  const scheduler = timerScheduler({ clock: time.clock, timers: time.timers, random, log });
  const starts: number[] = [];
  const contexts: TaskContext[] = [];
  const ends: ((outcome: TaskOutcome) => void)[] = [];
  const task = (context: TaskContext): Promise<TaskOutcome> => {
    starts.push(time.clock.monotonic());
    contexts.push(context);
    if (byHand) return new Promise((resolve) => ends.push(resolve));
    return Promise.resolve(outcomes[starts.length - 1] ?? DONE);
  };
  const end = async (outcome: TaskOutcome): Promise<void> => {
    ends.shift()?.(outcome);
    await settle();
  };
  return { time, scheduler, starts, contexts, task, end, errors };
}

describe('requests', () => {
  test('are answered at once, and run after the delay', async () => {
    const { time, scheduler, starts, task } = harness();
    await scheduler.start(task);
    expect(scheduler.request('a quiz').isOk()).toBe(true);
    expect(starts).toEqual([]);
    expect(scheduler.state()).toEqual({ phase: 'waiting', nextAttemptAt: 1_800_000_000_250, failures: 0 });
    await time.advance(249);
    expect(starts).toEqual([]);
    await time.advance(1);
    expect(starts).toEqual([250]);
    expect(scheduler.state()).toEqual({ phase: 'idle', nextAttemptAt: undefined, failures: 0 });
  });

  test('that come together are one run, and do not postpone it', async () => {
    const { time, scheduler, starts, task } = harness();
    await scheduler.start(task);
    for (let i = 0; i < 10; i += 1) {
      scheduler.request('a quiz');
      await time.advance(100);
    }
    await time.advance(60_000);
    expect(starts).toEqual([250, 2250]);
  });

  test('during a run make exactly one run after it, spaced from its start', async () => {
    const { time, scheduler, starts, task, end } = harness({ byHand: true });
    await scheduler.start(task);
    scheduler.request('first');
    await time.advance(300);
    expect(scheduler.state().phase).toBe('running');
    for (let i = 0; i < 5; i += 1) scheduler.request('more');
    await end(DONE);
    await time.advance(60_000);
    expect(starts).toEqual([250, 2250]);
    await end(DONE);
    expect(scheduler.state().phase).toBe('idle');
    expect(time.held()).toBe(0);
  });

  test('made before the task is handed over wait for it', async () => {
    const { time, scheduler, starts, task } = harness();
    scheduler.request('early');
    expect(scheduler.state().phase).toBe('waiting');
    expect(time.held()).toBe(0);
    await time.advance(1000);
    expect(starts).toEqual([]);
    await scheduler.start(task);
    await time.advance(0);
    expect(starts).toEqual([1000]);
  });

  test('that are urgent skip the delay but not the spacing', async () => {
    const { time, scheduler, starts, task } = harness();
    await scheduler.start(task);
    scheduler.request('a person', { urgent: true });
    await time.advance(0);
    expect(starts).toEqual([0]);
    scheduler.request('a person', { urgent: true });
    await time.advance(60_000);
    expect(starts).toEqual([0, 2000]);
  });

  test('go by the monotonic clock alone (fault 31)', async () => {
    const { time, scheduler, starts, task } = harness();
    await scheduler.start(task);
    scheduler.request('a quiz');
    time.jumpWallClock(-3_600_000);
    await time.advance(250);
    time.jumpWallClock(7_200_000);
    scheduler.request('a quiz');
    await time.advance(60_000);
    expect(starts).toEqual([250, 2250]);
  });

  test('never run early when timers fire early', async () => {
    const { time, scheduler, starts, task } = harness({ earlyBy: 0.6 });
    await scheduler.start(task);
    scheduler.request('a quiz');
    await time.advance(60_000);
    expect(starts).toHaveLength(1);
    expect(starts[0]).toBeGreaterThanOrEqual(250);
  });
});

describe('a run that ends in retry', () => {
  test('is followed by others by itself, further and further apart, until one is done', async () => {
    const { time, scheduler, starts, task } = harness({ outcomes: Array<TaskOutcome>(5).fill(RETRY) });
    await scheduler.start(task);
    scheduler.request('a quiz');
    await time.advance(2000);
    expect(scheduler.state()).toMatchObject({ phase: 'waiting', failures: 1 });
    await time.advance(600_000);
    // Half of 1, 2, 4, 8 and 16 seconds, never under the spacing.
    expect(starts).toEqual([250, 2250, 4250, 6250, 10_250, 18_250]);
    expect(scheduler.state()).toEqual({ phase: 'idle', nextAttemptAt: undefined, failures: 0 });
  });

  test('waits as long as ever, however the wall clock jumps meanwhile (fault 31)', async () => {
    const { time, scheduler, starts, task } = harness({
      outcomes: [{ type: 'retry', afterMs: 30_000 }, RETRY],
    });
    await scheduler.start(task);
    scheduler.request('a quiz');
    await time.advance(1_000);
    time.jumpWallClock(3_600_000);
    await time.advance(29_000);
    expect(starts).toEqual([250]);
    time.jumpWallClock(-7_200_000);
    await time.advance(60_000);
    expect(starts).toEqual([250, 30_250, 32_250]);
  });

  test('is not hurried by requests, but by an urgent one', async () => {
    const { time, scheduler, starts, task } = harness({
      outcomes: Array<TaskOutcome>(10).fill(RETRY),
    });
    await scheduler.start(task);
    scheduler.request('a quiz');
    await time.advance(20_000);
    expect(starts.at(-1)).toBe(18_250);
    scheduler.request('a quiz');
    await time.advance(10_000);
    expect(starts.at(-1)).toBe(18_250);
    scheduler.request('a person', { urgent: true });
    await time.advance(0);
    expect(starts.at(-1)).toBe(30_000);
  });

  test('waits as long as the service asks, even when a person is in a hurry', async () => {
    const { time, scheduler, starts, task } = harness({ outcomes: [{ type: 'retry', afterMs: 30_000 }] });
    await scheduler.start(task);
    scheduler.request('a quiz');
    await time.advance(1000);
    scheduler.request('a person', { urgent: true });
    await time.advance(29_249);
    expect(starts).toEqual([250]);
    await time.advance(1);
    expect(starts).toEqual([250, 30_250]);
  });

  test('answers the requests made during it with its own next attempt', async () => {
    const { time, scheduler, starts, task, end } = harness({ byHand: true, random: () => 0.9 });
    await scheduler.start(task);
    scheduler.request('a quiz');
    await time.advance(250);
    scheduler.request('another');
    await time.advance(9750);
    await end(RETRY);
    await time.advance(899);
    expect(starts).toEqual([250]);
    await time.advance(1);
    expect(starts).toEqual([250, 10_900]);
    await end(DONE);
    expect(scheduler.state().phase).toBe('idle');
  });

  test('and was asked for urgently meanwhile comes again at once', async () => {
    const { time, scheduler, starts, task, end } = harness({ byHand: true, random: () => 0.9 });
    await scheduler.start(task);
    scheduler.request('a quiz');
    await time.advance(250);
    scheduler.request('a person', { urgent: true });
    scheduler.request('another');
    await time.advance(9750);
    await end(RETRY);
    await time.advance(0);
    expect(starts).toEqual([250, 10_000]);
  });

  test.each([
    { how: 'rejects', task: () => Promise.reject(new Error('boom')) },
    {
      how: 'throws',
      task: () => {
        throw new Error('boom');
      },
    },
  ])('a task that $how counts as that, and is told', async ({ task }) => {
    const { time, scheduler, errors } = harness();
    await scheduler.start(task);
    scheduler.request('a quiz');
    await time.advance(250);
    expect(scheduler.state()).toMatchObject({ phase: 'waiting', failures: 1 });
    expect(errors).toHaveLength(1);
  });
});

describe('stop', () => {
  test('cancels what waits and refuses what comes', async () => {
    const { time, scheduler, starts, task } = harness();
    await scheduler.start(task);
    scheduler.request('a quiz');
    await scheduler.stop();
    expect(time.held()).toBe(0);
    expect(scheduler.state()).toEqual({ phase: 'stopped', nextAttemptAt: undefined, failures: 0 });
    const late = scheduler.request('late', { urgent: true });
    expect(late._unsafeUnwrapErr().type).toBe('scheduler_stopped');
    expect((await scheduler.start(task))._unsafeUnwrapErr().type).toBe('scheduler_stopped');
    await time.advance(60_000);
    expect(starts).toEqual([]);
  });

  test.each([{ outcome: DONE }, { outcome: RETRY }])(
    'lets a run in progress end ($outcome.type), tells it to, and runs nothing after it',
    async ({ outcome }) => {
      const { time, scheduler, starts, contexts, task, end } = harness({ byHand: true });
      await scheduler.start(task);
      scheduler.request('a quiz');
      await time.advance(250);
      scheduler.request('more');
      expect(contexts[0]?.stopping()).toBe(false);
      let drained = 0;
      const stops = [scheduler.stop(), scheduler.stop()].map((stop) => stop.map(() => (drained += 1)));
      await time.advance(5000);
      expect(drained).toBe(0);
      expect(scheduler.state().phase).toBe('running');
      expect(contexts[0]?.stopping()).toBe(true);
      expect(scheduler.request('late').isErr()).toBe(true);
      await end(outcome);
      await Promise.all(stops);
      expect(scheduler.state().phase).toBe('stopped');
      expect(time.held()).toBe(0);
      expect((await scheduler.stop()).isOk()).toBe(true);
      await time.advance(600_000);
      expect(starts).toEqual([250]);
    },
  );
});

test('a task that pauses lets other work of the process go first', async () => {
  const { time, scheduler } = harness();
  const order: string[] = [];
  await scheduler.start(async (context) => {
    setImmediate(() => order.push('other work'));
    await context.pause();
    order.push('the task');
    return DONE;
  });
  scheduler.request('a quiz');
  await time.advance(250);
  await scheduler.stop();
  expect(order).toEqual(['other work', 'the task']);
});

test('on the runtime’s own clock and timers, a request runs', async () => {
  const scheduler = timerScheduler({ timing: { delayMs: 1, spacingMs: 1 } });
  const ran = Promise.withResolvers<void>();
  await scheduler.start(() => {
    ran.resolve();
    return Promise.resolve(DONE);
  });
  scheduler.request('a quiz');
  await ran.promise;
  await scheduler.stop();
  expect(scheduler.state().phase).toBe('stopped');
});
