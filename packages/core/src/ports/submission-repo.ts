import type { ResultAsync } from 'neverthrow';
import type { Submission } from '../domain/submission.js';
import type { StoreError } from './store-error.js';

export type InsertOutcome =
  | { type: 'inserted' }
  /** The id was taken; `existing` is what lies there. The caller compares. */
  | { type: 'exists'; existing: Submission };

export interface SubmissionRepo {
  /**
   * Stores one submission durably and makes it a pending change, in one atomic step: when this resolves, a power loss
   * does not lose it. Concurrent inserts may share a commit. Inserting an id twice stores it once, in any interleaving.
   * Does not validate: use cases do.
   */
  insert(submission: Submission): ResultAsync<InsertOutcome, StoreError>;

  /** `undefined` when there is none of that id. */
  find(submissionId: string): ResultAsync<Submission | undefined, StoreError>;

  /** Those of the submissions that are stored, in no particular order. */
  findMany(submissionIds: readonly string[]): ResultAsync<Submission[], StoreError>;

  /** Number of submissions and of responses in the store. Cheap: never walks the history. */
  count(): ResultAsync<{ submissions: number; responses: number }, StoreError>;
}
