import { type Clock, defaultClock } from '@quiz-sync/core';
import type { ClientRateLimitInfo } from 'express-rate-limit';

/** Names counted at once, of perhaps 300 bytes each. */
const MOST_NAMES = 100_000;

interface Count {
  hits: number;
  /** By the monotonic clock: one that is set back must keep nobody out. */
  readonly endsAt: number;
}

/** Counts in memory, as express-rate-limit takes them for a store. */
export interface Counts {
  get(name: string): ClientRateLimitInfo | undefined;
  increment(name: string): ClientRateLimitInfo;
  decrement(name: string): void;
  resetKey(name: string): void;
}

export interface CountsOptions {
  readonly windowMs: number;
  readonly clock?: Clock;
  readonly most?: number;
}

/**
 * Counts what comes under a name, for a while from the first. The library's own store keeps every name that comes: whoever
 * has a great many addresses would fill our memory. Here those that came first are forgotten when there are too many.
 */
export function boundedCounts(options: CountsOptions): Counts {
  const { windowMs, clock = defaultClock, most = MOST_NAMES } = options;
  /** In the order in which they end, since all take equally long. */
  const counts = new Map<string, Count>();

  function found(name: string): Count | undefined {
    const count = counts.get(name);
    return count !== undefined && count.endsAt > clock.monotonic() ? count : undefined;
  }

  function begin(name: string): Count {
    const now = clock.monotonic();
    counts.delete(name);
    for (const [oldest, { endsAt }] of counts) {
      if (endsAt > now && counts.size < most) break;
      counts.delete(oldest);
    }
    const count = { hits: 0, endsAt: now + windowMs };
    counts.set(name, count);
    return count;
  }

  function told({ hits, endsAt }: Count): ClientRateLimitInfo {
    return { totalHits: hits, resetTime: new Date(clock.now() + endsAt - clock.monotonic()) };
  }

  return {
    get(name) {
      const count = found(name);
      return count && told(count);
    },
    increment(name) {
      const count = found(name) ?? begin(name);
      count.hits += 1;
      return told(count);
    },
    decrement(name) {
      const count = found(name);
      if (count !== undefined && count.hits > 0) count.hits -= 1;
    },
    resetKey: (name) => void counts.delete(name),
  };
}
