import { setTimeout } from 'node:timers/promises';

/** Waits by the clock; ends early, and without an error, when `stop` is aborted. */
export function pauseUnless(stop: AbortSignal): (ms: number) => Promise<void> {
  return async (ms) => {
    await setTimeout(ms, undefined, { signal: stop }).catch(() => undefined);
  };
}
