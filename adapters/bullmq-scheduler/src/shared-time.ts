import type { Clock } from '@quiz-sync/core';

/**
 * The time that all instances go by: the Redis server's, so that instances whose clocks differ agree, and carried on by
 * the monotonic clock between looks at it, so that a jump of the wall clock moves nothing.
 */
export interface SharedTime {
  /** Epoch milliseconds. Before the first look, this process's own wall clock. */
  now(): number;
  /** Looks at the server's clock, and answers it. */
  measure(): Promise<number>;
}

/** `readServerTime` answers the server's clock in epoch milliseconds. */
export function createSharedTime(clock: Clock, readServerTime: () => Promise<number>): SharedTime {
  let ahead = clock.now() - clock.monotonic();
  const now = () => Math.round(clock.monotonic() + ahead);
  return {
    now,
    async measure() {
      const server = await readServerTime();
      ahead = server - clock.monotonic();
      return now();
    },
  };
}
