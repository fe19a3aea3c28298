import type { Timers } from '@quiz-sync/core';

/**
 * The runtime's timers. They keep the process alive while an attempt waits: unreferenced ones would let a command
 * that has stored something end before it was synced. Whoever wants to leave earlier calls `stop()`.
 */
export const systemTimers: Timers = {
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** Lets everything that is ready run first: input, output, and timers that are due. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
