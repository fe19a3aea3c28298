import type { Result, ResultAsync } from 'neverthrow';

/** How one run of the task ended, for deciding when the next may begin. */
export type TaskOutcome =
  /** Nothing more to do until somebody asks. */
  | { readonly type: 'done' }
  /** Try again: after `afterMs` when given (what the service asked for, capped by the scheduler), else after a back-off that grows. */
  | { readonly type: 'retry'; readonly afterMs: number | undefined };

export interface TaskContext {
  /** True once the scheduler is stopping: finish the step at hand and return. */
  stopping(): boolean;
  /** Lets other work of the process go first; long computations call it between slices. */
  pause(): Promise<void>;
}

/** Never rejects; a rejection is a bug, counted as `retry`. */
export type ScheduledTask = (context: TaskContext) => Promise<TaskOutcome>;

export type SchedulerError =
  | { type: 'scheduler_stopped'; message: string }
  | { type: 'scheduler_unavailable'; message: string; cause?: unknown };

export interface SchedulerState {
  readonly phase: 'idle' | 'waiting' | 'running' | 'stopped';
  /** Epoch milliseconds of the next attempt while waiting; `undefined` otherwise. */
  readonly nextAttemptAt: number | undefined;
  /** Attempts that ended in `retry` since the last that did not. */
  readonly failures: number;
}

/** When the scheduler may run the task. Milliseconds. */
export interface SchedulerTiming {
  /** From the first request after quiet to its run. */
  readonly delayMs: number;
  /** From the start of one run to the start of the next, at least. */
  readonly spacingMs: number;
  /** First step of the back-off; each failure doubles it, each wait is drawn evenly from nought to the step. */
  readonly backoffBaseMs: number;
  /** Longest back-off, and the most a service's own wish is honoured... */
  readonly backoffCapMs: number;
  /** ...unless it asks for longer than this, which is cut to it. */
  readonly retryAfterCapMs: number;
}

export const DEFAULT_TIMING: SchedulerTiming = {
  delayMs: 250,
  spacingMs: 2_000,
  backoffBaseMs: 1_000,
  backoffCapMs: 64_000,
  retryAfterCapMs: 600_000,
};

/**
 * Runs one task on request, one run at a time. The first request after quiet runs it after a short delay; requests
 * during a run make exactly one run after it; runs start at least `spacingMs` apart; a run that ends in `retry` is
 * followed by another by itself. Nothing runs on an interval.
 */
export interface Scheduler {
  /** Hands over the task, once. Requests made before wait for it. */
  start(task: ScheduledTask): ResultAsync<void, SchedulerError>;

  /**
   * Asks for a run. Returns at once and never throws. `urgent` (a person asked) skips the delay and a back-off, but
   * neither the spacing nor a wait that the service itself asked for.
   */
  request(reason: string, options?: { urgent?: boolean }): Result<void, SchedulerError>;

  /** What is known here, at once. */
  state(): SchedulerState;

  /**
   * The same after a look at what all instances of a shared scheduler go by, so that each tells the same, also one that
   * was never asked for a run. Takes half a second at most, and never fails: when that cannot be looked at, the next
   * attempt is `undefined`.
   */
  look(): ResultAsync<SchedulerState, never>;

  /**
   * Resolves after that many milliseconds, or at once when the scheduler stops: core has no timers of its own. A
   * sleeper keeps the process alive.
   */
  sleep(ms: number): Promise<void>;

  /** Takes no more requests, lets a run in progress end, cancels what waits. Idempotent. */
  stop(): ResultAsync<void, never>;
}
