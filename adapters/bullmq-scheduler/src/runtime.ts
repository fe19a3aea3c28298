import { type Clock, defaultClock, type Timers } from '@quiz-sync/core';
import type { Redis } from 'ioredis';
import { systemTimers } from './timers.js';

/** What a test replaces to move time. */
export interface Runtime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** The Redis server's clock, epoch milliseconds. */
  readServerTime(redis: Redis): Promise<number>;
}

export const systemRuntime: Runtime = {
  clock: defaultClock,
  timers: systemTimers,
  async readServerTime(redis) {
    const [seconds, microseconds] = await redis.time();
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  },
};
