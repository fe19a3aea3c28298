import type { SchedulerTiming, TaskOutcome } from '../ports/scheduler.js';

/** When a waiting run may begin. Milliseconds on the scheduler's clock: a monotonic one, or one that its instances share. */
export interface Attempt {
  /** When it begins if nobody hurries it. */
  readonly dueAt: number;
  /** Before this it never begins, whoever asks: spacing, and a wait that the service itself asked for. */
  readonly notBefore: number;
}

/** The first request after quiet: a short delay, so that what comes together is done together. */
export function attemptAfterQuiet(
  timing: SchedulerTiming,
  now: number,
  lastStart: number,
  urgent: boolean,
): Attempt {
  const notBefore = lastStart + timing.spacingMs;
  return { dueAt: Math.max(notBefore, now + (urgent ? 0 : timing.delayMs)), notBefore };
}

/** Requests came during a run that ended well: the one run that follows it has nothing to wait for but the spacing. */
export function trailingAttempt(timing: SchedulerTiming, now: number, lastStart: number): Attempt {
  const notBefore = lastStart + timing.spacingMs;
  return { dueAt: Math.max(notBefore, now), notBefore };
}

/**
 * The run ended in `retry`, for the `failures`th time in a row. `random` draws from nought (included) to one
 * (excluded): full jitter, so that instances which failed together do not come back together.
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
  if (asked !== undefined) {
    const notBefore = Math.max(spaced, now + asked);
    return { dueAt: notBefore, notBefore };
  }
  return { dueAt: Math.max(spaced, now + random() * backoffStep(timing, failures)), notBefore: spaced };
}

/** Somebody cannot wait: skips the delay and the back-off, never what `notBefore` stands for. */
export function hurried(attempt: Attempt, now: number): Attempt {
  const earliest = Math.max(attempt.notBefore, now);
  return earliest < attempt.dueAt ? { ...attempt, dueAt: earliest } : attempt;
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
