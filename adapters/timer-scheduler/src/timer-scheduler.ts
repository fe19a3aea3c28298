import {
  type Clock,
  createSleepers,
  DEFAULT_TIMING,
  defaultClock,
  type Log,
  runTask,
  type ScheduledTask,
  type Scheduler,
  type SchedulerError,
  type SchedulerState,
  type SchedulerTiming,
  silentLog,
  type Timers,
} from '@quiz-sync/core';
import { err, errAsync, ok, okAsync, ResultAsync } from 'neverthrow';
import { createAlarm } from './alarm.js';
import { INITIAL, type Machine, onRequest, onRunEnd, onRunStart, onStop, refuses } from './machine.js';
import { pause, systemTimers } from './timers.js';

export interface TimerSchedulerOptions {
  /** Parts left out are those of core's `DEFAULT_TIMING`. */
  readonly timing?: Partial<SchedulerTiming>;
  /** Default: the runtime's. Waits go by its monotonic time alone; the wall clock only names the next attempt in `state()`. */
  readonly clock?: Clock;
  /** Default: the runtime's. */
  readonly timers?: Timers;
  /** From nought (included) to one (excluded), for the jitter of the back-off. Default `Math.random`. */
  readonly random?: () => number;
  /** Told of a task that rejects, which is a bug. Default: nobody. */
  readonly log?: Log;
}

/**
 * A scheduler inside this process. Holds one timer at most, none while nothing waits. A waiting attempt keeps the
 * process alive (see `systemTimers`) until it has run or `stop()` is called.
 */
export function timerScheduler(options: TimerSchedulerOptions = {}): Scheduler {
  const { clock = defaultClock, timers = systemTimers, random = Math.random, log = silentLog } = options;
  const timing: SchedulerTiming = { ...DEFAULT_TIMING, ...options.timing };
  const alarm = createAlarm(clock, timers, begin);
  const stopped = Promise.withResolvers<void>();
  const sleepers = createSleepers(timers);
  let machine: Machine = INITIAL;
  let task: ScheduledTask | undefined;

  function become(next: Machine): void {
    machine = next;
    alarm.set(task !== undefined && next.phase.at === 'waiting' ? next.phase.attempt.dueAt : undefined);
    if (next.phase.at === 'stopped') stopped.resolve();
  }

  function begin(): void {
    if (task === undefined) throw new Error('an attempt came due before there was a task');
    become(onRunStart(machine, clock.monotonic()));
    void runTask(task, { stopping: () => refuses(machine), pause }, log).then((outcome) => {
      become(onRunEnd(machine, timing, clock.monotonic(), outcome, random));
    });
  }

  return {
    start(given) {
      if (refuses(machine)) return errAsync(refusal());
      if (task !== undefined) throw new Error('a scheduler is started once');
      task = given;
      become(machine);
      return okAsync(undefined);
    },

    request(_reason, { urgent = false } = {}) {
      if (refuses(machine)) return err(refusal());
      become(onRequest(machine, timing, clock.monotonic(), urgent));
      return ok(undefined);
    },

    state: () => describe(machine, clock),

    look: () => okAsync(describe(machine, clock)),

    sleep: (ms) => (refuses(machine) ? Promise.resolve() : sleepers.sleep(ms)),

    stop() {
      sleepers.wakeAll();
      become(onStop(machine));
      return ResultAsync.fromSafePromise(stopped.promise);
    },
  };
}

function describe({ phase, failures }: Machine, clock: Clock): SchedulerState {
  const nextAttemptAt =
    phase.at === 'waiting' ? Math.round(clock.now() + phase.attempt.dueAt - clock.monotonic()) : undefined;
  return { phase: phase.at, nextAttemptAt, failures };
}

function refusal(): SchedulerError {
  return { type: 'scheduler_stopped', message: 'The scheduler has been stopped' };
}
