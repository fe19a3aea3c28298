import type { ScheduledTask, Scheduler, SchedulerError, SchedulerState, TaskOutcome } from '@quiz-sync/core';
import { err, errAsync, ok, okAsync, ResultAsync } from 'neverthrow';

export interface SchedulerRequest {
  readonly reason: string;
  readonly urgent: boolean;
}

export interface ManualScheduler extends Scheduler {
  /** Every request made so far, in order. */
  readonly requests: readonly SchedulerRequest[];
  /** Runs the task once when something was asked for, or must be tried again; else answers `undefined`. */
  runDue(): Promise<TaskOutcome | undefined>;
  /** The same until nothing is due any more; answers how each run ended. A task that never has enough fails the test. */
  runAll(): Promise<TaskOutcome[]>;
}

const STOPPED: SchedulerError = { type: 'scheduler_stopped', message: 'the scheduler has stopped' };

/** More runs in a row than any test needs. */
const MAX_RUNS = 1_000;

/** A scheduler under the test's control: requests wait until the test says so, and no time passes. */
export function manualScheduler(): ManualScheduler {
  const requests: SchedulerRequest[] = [];
  let task: ScheduledTask | undefined;
  let due = false;
  let failures = 0;
  let stopped = false;
  let running: Promise<TaskOutcome> | undefined;

  async function run(scheduled: ScheduledTask): Promise<TaskOutcome> {
    due = false;
    running = scheduled({ stopping: () => stopped, pause: async () => undefined });
    const outcome = await running.catch((): TaskOutcome => ({ type: 'retry', afterMs: undefined }));
    running = undefined;
    failures = outcome.type === 'retry' ? failures + 1 : 0;
    if (outcome.type === 'retry') due = true;
    return outcome;
  }

  async function runDue(): Promise<TaskOutcome | undefined> {
    if (task === undefined || !due || stopped) return undefined;
    if (running !== undefined) throw new TypeError('runDue while a run is in progress: runs never overlap');
    return run(task);
  }

  function state(): SchedulerState {
    const phase = stopped ? 'stopped' : running !== undefined ? 'running' : due ? 'waiting' : 'idle';
    return { phase, nextAttemptAt: undefined, failures };
  }

  async function stop(): Promise<void> {
    stopped = true;
    await running?.catch(() => undefined);
  }

  return {
    requests,
    runDue,
    async runAll() {
      const outcomes: TaskOutcome[] = [];
      for (let outcome = await runDue(); outcome !== undefined; outcome = await runDue()) {
        outcomes.push(outcome);
        if (outcomes.length >= MAX_RUNS) throw new Error(`not done after ${MAX_RUNS} runs`);
      }
      return outcomes;
    },
    start(scheduled) {
      if (stopped) return errAsync(STOPPED);
      if (task !== undefined) throw new TypeError('the task was handed over already');
      task = scheduled;
      return okAsync();
    },
    request(reason, options) {
      if (stopped) return err(STOPPED);
      requests.push({ reason, urgent: options?.urgent === true });
      due = true;
      return ok();
    },
    state,
    look: () => okAsync(state()),
    // No time passes here.
    sleep: async () => undefined,
    stop: () => ResultAsync.fromSafePromise(stop()),
  };
}
