import {
  DEFAULT_TIMING,
  type ScheduledTask,
  type Scheduler,
  type SchedulerTiming,
  type TaskContext,
  type TaskOutcome,
} from '@quiz-sync/core';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';

/** One scheduler that was not started yet, for one test, and the time it goes by. */
export interface OpenedScheduler {
  readonly scheduler: Scheduler;
  /** Lets so many milliseconds pass and everything happen that follows, up to where only the test can go on. */
  advance(ms: number): Promise<void>;
  /** The wall clock, epoch milliseconds; moves with `advance` alone. */
  now(): number;
  /** Another instance that shares its runs, not started either; left out by a scheduler that shares none. */
  readonly another?: () => Scheduler;
  /** Called after each test; the scheduler was stopped. A harness that can tell fails here when timers are left. */
  close(): void | Promise<void>;
}

/** How the contract suite gets its schedulers. */
export interface SchedulerHarness {
  open(timing: SchedulerTiming): Promise<OpenedScheduler>;
  /** Whether what it opens has `another`. */
  readonly sharesRuns?: boolean;
}

/** One run of the task, held until the test ends it. */
export interface HeldRun {
  /** Wall clock. */
  readonly startedAt: number;
  readonly context: TaskContext;
  end(outcome: TaskOutcome): void;
  fail(error: Error): void;
}

/** The scheduler of the test that is running, and the runs of its task. */
export interface SchedulerUnderTest {
  readonly timing: SchedulerTiming;
  readonly sharesRuns: boolean;
  scheduler(): Scheduler;
  /** One that shares its runs, with the same task. */
  another(): Promise<Scheduler>;
  now(): number;
  advance(ms: number): Promise<void>;
  /** Hands over a task whose runs end at once with `outcome`, or, without one, when the test says so. */
  start(outcome?: TaskOutcome): Promise<void>;
  /** From now on runs end so. */
  answer(outcome: TaskOutcome): void;
  /** All runs so far, oldest first. */
  runs(): readonly HeldRun[];
  /** The run in progress or the last. */
  lastRun(): HeldRun;
}

export const DONE: TaskOutcome = { type: 'done' };
export const RETRY: TaskOutcome = { type: 'retry', afterMs: undefined };

export function schedulerUnderTest(test: TestFunctions, harness: SchedulerHarness): SchedulerUnderTest {
  let opened: OpenedScheduler | undefined;
  let others: Scheduler[] = [];
  let runs: HeldRun[] = [];
  let answer: TaskOutcome | undefined;
  const current = (): OpenedScheduler => {
    if (opened === undefined) throw new TypeError('a scheduler is asked for outside of a test');
    return opened;
  };
  const task: ScheduledTask = (context) => {
    const { promise, resolve, reject } = Promise.withResolvers<TaskOutcome>();
    runs.push({ startedAt: current().now(), context, end: resolve, fail: reject });
    if (answer !== undefined) resolve(answer);
    return promise;
  };
  const lastRun = (): HeldRun => {
    const run = runs.at(-1);
    if (run === undefined) throw new Error('the task has not run yet');
    return run;
  };

  test.beforeEach(async () => {
    runs = [];
    others = [];
    answer = undefined;
    opened = await harness.open(DEFAULT_TIMING);
  });
  test.afterEach(async () => {
    const { scheduler, advance, close } = current();
    const stopped = [scheduler, ...others].map((each) => each.stop());
    runs.at(-1)?.end(DONE);
    await advance(0);
    await Promise.all(stopped);
    await close();
    opened = undefined;
  });

  return {
    timing: DEFAULT_TIMING,
    sharesRuns: harness.sharesRuns === true,
    scheduler: () => current().scheduler,
    another: async () => {
      const other = current().another?.();
      if (other === undefined)
        throw new TypeError('the harness says that runs are shared, and opens no other');
      others.push(other);
      await succeed(other.start(task));
      return other;
    },
    now: () => current().now(),
    advance: async (ms) => {
      await current().advance(0); // What the test has just done takes effect before time passes.
      await current().advance(ms);
    },
    start: async (outcome) => {
      answer = outcome;
      await succeed(current().scheduler.start(task));
    },
    answer: (outcome) => {
      answer = outcome;
    },
    runs: () => runs,
    lastRun,
  };
}
