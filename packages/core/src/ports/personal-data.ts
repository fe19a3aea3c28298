import type { ResultAsync } from 'neverthrow';
import type { Session } from '../domain/session.js';
import type { Submission } from '../domain/submission.js';
import type { StoreError } from './store-error.js';

/**
 * What has become of a learner's data. `rows_to_go`: it was erased, and nothing is known of the learner but that rows
 * must go from the spreadsheet. `made_anew`: the same, and somebody has told of the learner since.
 */
export type Erasure = 'none' | 'rows_to_go' | 'made_anew';

/** How much was removed by one call. */
export interface ErasedData {
  readonly submissions: number;
  readonly responses: number;
  readonly completions: number;
  /** 1 when names or an e-mail address could be there, 0 when no profile was. */
  readonly profiles: number;
  readonly sessions: number;
  /** Answers that were kept under Idempotency-Keys. */
  readonly kept_answers: number;
}

/** Where a walk by {@link PersonalData.submissionsOf} has got to; opaque. */
export type SubmissionsCursor = string;

export interface SubmissionsPage {
  readonly submissions: readonly Submission[];
  /** Where to go on; `undefined` when these were the last. */
  readonly next: SubmissionsCursor | undefined;
}

/** Everything that is kept of one learner. */
export interface PersonalData {
  /**
   * Removes a learner's submissions, completions, profile, sessions, and the answers kept under keys; takes the learner
   * out of those whose other sessions were before. A session without a learner counts as the learner's when nobody
   * else's submissions or completions name it.
   *
   * Always leaves a pending change of the learner (`erased`), and one of each session whose row may change, so that the
   * next sync removes the rows: each no later than what it is about is removed, and raised once it is. Not atomic as a
   * whole: what is stored meanwhile may be removed or stay, and a call that fails or is cut short is to be repeated.
   */
  erase(userId: string): ResultAsync<ErasedData, StoreError>;

  /** The next `limit` at most of a learner's submissions, in a fixed order, from `cursor` on (`undefined`: from the beginning). */
  submissionsOf(
    userId: string,
    cursor: SubmissionsCursor | undefined,
    limit: number,
  ): ResultAsync<SubmissionsPage, StoreError>;

  /** The sessions that are the learner's now, cleaned-up ones left out. */
  sessionsOf(userId: string): ResultAsync<Session[], StoreError>;
}
