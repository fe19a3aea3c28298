import type { Timers } from '@quiz-sync/core';

/** What the promise resolves to; `undefined` when that takes longer than so many milliseconds. It is not heard of then. */
export async function within<T>(timers: Timers, ms: number, promise: Promise<T>): Promise<T | undefined> {
  const { promise: over, resolve } = Promise.withResolvers<undefined>();
  const timer = timers.setTimeout(() => resolve(undefined), ms);
  try {
    return await Promise.race([promise, over]);
  } finally {
    timers.clearTimeout(timer);
  }
}
