import type { Clock } from '../ports/clock.js';

/** How many calls Google is asked for. */
export interface QuotaLimits {
  /** Calls that may come at once after quiet: a read and a write, a scan, a second look. */
  readonly burst: number;
  /** Calls a second in the long run. */
  readonly perSecond: number;
}

/**
 * Google grants 60 reads and 60 writes a minute to one account, and advises one call a second to one spreadsheet. In no
 * minute are there more than 6 + 60 × 0.9 = 60 calls in all.
 */
export const DEFAULT_QUOTA: QuotaLimits = { burst: 6, perSecond: 0.9 };

/**
 * Shared by all that call Google as one account through one process. Only who holds a spreadsheet's lease calls, and
 * hands over what is left with it, so that all instances on one store together keep within it, too.
 */
export interface Quota {
  readonly limits: QuotaLimits;
  /** Takes the right to one call; answers how many milliseconds to wait before making it. Takers queue. */
  take(): number;
  /** Calls that could be made right now, for whoever calls next in our place: not rounded, and negative while takers wait. */
  level(): number;
  /** Another process called in our place: it had `level` left, `agoMs` milliseconds ago. */
  takeOver(level: number, agoMs: number): void;
}

/** A token bucket on a monotonic clock. */
export function createQuota(clock: Clock, limits: QuotaLimits = DEFAULT_QUOTA): Quota {
  let tokens = limits.burst;
  let filledAt = clock.monotonic();

  function fill(): void {
    const now = clock.monotonic();
    tokens = refilled(limits, tokens, now - filledAt);
    filledAt = now;
  }

  return {
    limits,
    take() {
      fill();
      tokens -= 1;
      return tokens >= 0 ? 0 : Math.ceil((-tokens / limits.perSecond) * 1_000);
    },
    level() {
      fill();
      return tokens;
    },
    takeOver(level, agoMs) {
      fill();
      tokens = Math.min(tokens, refilled(limits, level, agoMs));
    },
  };
}

/** What has become, after `agoMs` milliseconds without a call, of a bucket that had `level` left. */
export function refilled({ burst, perSecond }: QuotaLimits, level: number, agoMs: number): number {
  return Math.min(burst, level + (agoMs / 1_000) * perSecond);
}
