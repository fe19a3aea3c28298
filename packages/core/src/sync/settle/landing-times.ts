import type { Clock } from '../../ports/clock.js';
import type { JournalEntry } from '../../ports/sync-journal.js';

/**
 * How long Google works on one request before it gives up: "If a request takes longer than 180 seconds to process, it
 * times out" (Google Sheets API, Usage limits).
 */
const SERVICE_LIMIT_MS = 180_000;

/** For the way there, and for clocks of two machines that differ: a batch sent this long ago cannot be applied any more. */
export const LANDING_LIMIT_MS = SERVICE_LIMIT_MS + 60_000;

/** So that a timer which fires a little early does not find the time not over yet. */
const SLACK_MS = 1_000;

/**
 * A batch without an answer may still be applied, and this spreadsheet would not refuse it however late it comes:
 * nothing may be sent before `retryAfterMs` are over.
 */
export type OutcomeAwaited = {
  readonly type: 'outcome_awaited';
  readonly message: string;
  readonly retryAfterMs: number;
};

/** When batches were sent, for spreadsheets that do not honour the revision. Of one process. */
export interface LandingTimes {
  /** A batch is about to be sent. */
  sent(to: string): void;
  /** Milliseconds until none of these batches can be applied any more; 0 when that is certain. */
  remaining(entries: readonly Pick<JournalEntry, 'to' | 'plannedAt'>[]): number;
}

/**
 * Batches that this process sent go by its monotonic clock. Those of another process, or from before a restart, were
 * sent when their entry says, by its wall clock; seen once, they go by the monotonic clock as well.
 */
export function createLandingTimes(clock: Clock): LandingTimes {
  const sentAt = new Map<string, number>();

  function forgetOld(): void {
    const now = clock.monotonic();
    for (const [to, at] of sentAt) if (now - at > 2 * LANDING_LIMIT_MS) sentAt.delete(to);
  }

  function timeOf({ to, plannedAt }: Pick<JournalEntry, 'to' | 'plannedAt'>): number {
    const known = sentAt.get(to);
    if (known !== undefined) return known;
    // A clock that was set back would have the batch sent in the future: it counts as sent now.
    const ago = Math.min(LANDING_LIMIT_MS, Math.max(0, clock.now() - Date.parse(plannedAt)));
    const at = clock.monotonic() - ago;
    sentAt.set(to, at);
    return at;
  }

  return {
    sent(to) {
      forgetOld();
      sentAt.set(to, clock.monotonic());
    },
    remaining(entries) {
      const last = Math.max(Number.NEGATIVE_INFINITY, ...entries.map(timeOf));
      return Math.max(0, last + LANDING_LIMIT_MS - clock.monotonic());
    },
  };
}

export function outcomeAwaited(remainingMs: number): OutcomeAwaited {
  const seconds = Math.ceil(remainingMs / 1_000);
  return {
    type: 'outcome_awaited',
    message: `It is certain in ${seconds} s what became of it`,
    retryAfterMs: remainingMs + SLACK_MS,
  };
}
