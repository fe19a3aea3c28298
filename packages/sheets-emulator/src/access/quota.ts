import type { ApiError } from '../api/api-error.ts';
import type { CallKind } from '../api/operation.ts';
import { quotaExceeded } from '../faults/default-refusal.ts';

/** Calls a minute, for reads and for writes each. */
export interface QuotaLimits {
  readonly perProject: number;
  readonly perUser: number;
}

/** Google's own limits. */
export const GOOGLE_LIMITS: QuotaLimits = { perProject: 300, perUser: 60 };

const MINUTE = 60_000;

/** Counts calls per minute, as the clock has it, and refuses those that are too many. Off until it is turned on. */
export class Quota {
  #limits: QuotaLimits | undefined;
  #minute = 0;
  readonly #counts = new Map<string, number>();

  /** Turns it on, with Google's limits when none are given. */
  enforce(limits: QuotaLimits = GOOGLE_LIMITS): void {
    this.#limits = limits;
    this.#counts.clear();
  }

  lift(): void {
    this.#limits = undefined;
  }

  /** Counts a call at `now` (milliseconds); returns the refusal when it is one too many. */
  take(kind: CallKind, user: string, now: number): ApiError | undefined {
    if (this.#limits === undefined || kind === 'other') return undefined;
    const minute = Math.floor(now / MINUTE);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts.clear();
    }
    const byUser = this.#count(`${kind} ${user}`);
    const byProject = this.#count(kind);
    if (byUser > this.#limits.perUser) return quotaExceeded(kind, 'user');
    return byProject > this.#limits.perProject ? quotaExceeded(kind, 'project') : undefined;
  }

  #count(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }
}
