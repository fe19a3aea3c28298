import type { Clock } from '@quiz-sync/core';

export interface FakeClock extends Clock {
  /** Moves both times on. Milliseconds. */
  advance(ms: number): void;
  /** Sets the wall clock, as a clock that jumps does; the monotonic one stays. Epoch milliseconds. */
  jumpTo(epochMs: number): void;
}

/** Where fake time begins unless told otherwise: a Monday morning. */
export const FAKE_START = Date.parse('2026-03-02T10:00:00.000Z');

/** Time that moves only when told to. Its methods need no `this`: `memoryStore({ now: clock.now })`. */
export function fakeClock(start: number = FAKE_START): FakeClock {
  let wall = start;
  let elapsed = 0;
  return {
    now: () => wall,
    monotonic: () => elapsed,
    advance(ms) {
      if (ms < 0) throw new RangeError('time moves forwards; jumpTo sets a wall clock back');
      wall += ms;
      elapsed += ms;
    },
    jumpTo(epochMs) {
      wall = epochMs;
    },
  };
}
