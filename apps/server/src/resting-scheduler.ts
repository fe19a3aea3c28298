import type { Scheduler, SchedulerState } from '@quiz-sync/core';
import { ok, okAsync } from 'neverthrow';

const RESTING: SchedulerState = { phase: 'idle', nextAttemptAt: undefined, failures: 0 };

/** Never runs anything: what is stored beside it waits for whoever syncs next. */
export function restingScheduler(): Scheduler {
  return {
    start: () => okAsync(undefined),
    request: () => ok(undefined),
    state: () => RESTING,
    look: () => okAsync(RESTING),
    sleep: () => Promise.resolve(),
    stop: () => okAsync(undefined),
  };
}
