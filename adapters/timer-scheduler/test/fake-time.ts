import type { Clock } from '@quiz-sync/core';
import type { Timers } from '@quiz-sync/timer-scheduler';

export interface FakeTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** How many timers are held. */
  held(): number;
  /** Lets time pass, timer by timer in order, and everything that follows from each. */
  advance(ms: number): Promise<void>;
  /** Moves the wall clock alone, as a person or NTP would. */
  jumpWallClock(ms: number): void;
}

/** Starts at monotonic nought. `earlyBy`: timers fire this much too early, as the runtime's may. */
export function fakeTime({ earlyBy = 0 } = {}): FakeTime {
  const waiting = new Map<number, { readonly at: number; readonly callback: () => void }>();
  let now = 0;
  let wallOffset = 1_800_000_000_000;
  let lastHandle = 0;

  function firstUntil(limit: number): [number, { at: number; callback: () => void }] | undefined {
    return [...waiting].filter(([, { at }]) => at <= limit).sort(([, a], [, b]) => a.at - b.at)[0];
  }

  return {
    clock: { now: () => now + wallOffset, monotonic: () => now },
    timers: {
      setTimeout(callback, delayMs) {
        lastHandle += 1;
        waiting.set(lastHandle, { at: now + Math.max(0, delayMs - earlyBy), callback });
        return lastHandle;
      },
      clearTimeout: (handle) => {
        waiting.delete(handle as number);
      },
    },
    held: () => waiting.size,
    async advance(ms) {
      const end = now + ms;
      for (let next = firstUntil(end); next !== undefined; next = firstUntil(end)) {
        const [handle, timer] = next;
        waiting.delete(handle);
        now = Math.max(now, timer.at);
        timer.callback();
        await settle();
      }
      now = end;
      await settle();
    },
    jumpWallClock(ms) {
      wallOffset += ms;
    },
  };
}

/** Lets everything go on that waits for nothing but promises. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
