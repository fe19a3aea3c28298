import type { Clock, Timers } from '@quiz-sync/core';

/** Longest delay the runtime's timers take; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One thing to be woken for at most, so that nothing can be held twice or forgotten. */
export interface Alarm {
  /** Rings at this monotonic moment, instead of any other set before; `undefined`: not at all, and no timer is held. */
  set(dueAt: number | undefined): void;
}

/** Timers of the runtime may fire a fraction of a millisecond early: `ring` is never called before its moment. */
export function createAlarm(clock: Clock, timers: Timers, ring: () => void): Alarm {
  let armed: { readonly dueAt: number; readonly handle: unknown } | undefined;

  function arm(dueAt: number): void {
    const waitMs = Math.min(LONGEST_TIMER_MS, Math.max(0, Math.ceil(dueAt - clock.monotonic())));
    armed = { dueAt, handle: timers.setTimeout(() => wake(dueAt), waitMs) };
  }

  function wake(dueAt: number): void {
    armed = undefined;
    if (clock.monotonic() < dueAt) arm(dueAt);
    else ring();
  }

  return {
    set(dueAt) {
      if (armed?.dueAt === dueAt) return;
      if (armed !== undefined) timers.clearTimeout(armed.handle);
      armed = undefined;
      if (dueAt !== undefined) arm(dueAt);
    },
  };
}
