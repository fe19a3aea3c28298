import type { SchedulerTiming, TaskOutcome } from '@quiz-sync/core';

/** When a waiting run may begin, by the time that all instances share. Epoch milliseconds, whole ones. */
export interface Attempt {
  /** When it begins if nobody hurries it. */
  readonly dueAt: number;
  /** Before this it never begins, whoever asks: a wait that the service itself asked for. */
  readonly notBefore: number;
}

/** When the run may begin that a request asks for while none is waiting; `lastStart` is that of all instances. */
export function dueAfterRequest(
  timing: SchedulerTiming,
  now: number,
  lastStart: number,
  urgent: boolean,
): number {
  return Math.ceil(Math.max(lastStart + timing.spacingMs, now + (urgent ? 0 : timing.delayMs)));
}

/**
 * The run ended in `retry`, for the `failures`th time in a row. `random` draws from nought (included) to one
 * (excluded): full jitter.
 */
export function attemptAfterFailure(
  timing: SchedulerTiming,
  now: number,
  lastStart: number,
  outcome: TaskOutcome & { type: 'retry' },
  failures: number,
  random: () => number,
): Attempt {
  const spaced = lastStart + timing.spacingMs;
  const asked = askedWait(timing, outcome);
  const notBefore = Math.ceil(asked === undefined ? spaced : Math.max(spaced, now + asked));
  if (asked !== undefined) return { dueAt: notBefore, notBefore };
  return { dueAt: Math.ceil(Math.max(spaced, now + random() * backoffStep(timing, failures))), notBefore };
}

/** Longest wait after the `failures`th failure in a row: doubles from base to cap. */
export function backoffStep(timing: SchedulerTiming, failures: number): number {
  return Math.min(timing.backoffCapMs, timing.backoffBaseMs * 2 ** (failures - 1));
}

/** What the service asked for, cut to the cap; a wish that is no number of milliseconds is none. */
function askedWait(timing: SchedulerTiming, outcome: TaskOutcome & { type: 'retry' }): number | undefined {
  const { afterMs } = outcome;
  if (afterMs === undefined || Number.isNaN(afterMs)) return undefined;
  return Math.min(timing.retryAfterCapMs, Math.max(0, afterMs));
}
