import type { Timers } from './timers.js';

/** Those who wait for a time of their own, and can be woken together. */
export interface Sleepers {
  sleep(ms: number): Promise<void>;
  wakeAll(): void;
}

export function createSleepers(timers: Timers): Sleepers {
  const asleep = new Map<unknown, () => void>();
  return {
    sleep(ms) {
      return new Promise((resolve) => {
        const handle = timers.setTimeout(() => {
          asleep.delete(handle);
          resolve();
        }, ms);
        asleep.set(handle, resolve);
      });
    },
    wakeAll() {
      for (const [handle, wake] of asleep) {
        timers.clearTimeout(handle);
        wake();
      }
      asleep.clear();
    },
  };
}
