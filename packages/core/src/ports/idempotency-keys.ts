import type { ResultAsync } from 'neverthrow';
import type { Completion } from '../domain/course.js';
import type { Submission } from '../domain/submission.js';
import type { StoreError } from './store-error.js';
import type { InsertOutcome } from './submission-repo.js';

/** For how long a request is remembered under its key, milliseconds, by the store's clock. */
export const KEY_LIFETIME_MS = 86_400_000;

/** A request that came under an Idempotency-Key, and how it was answered. */
export interface KeyedRequest {
  /** Whose keys these are: the same key in another scope is another key. `''` where callers are not told apart. */
  readonly scope: string;
  readonly key: string;
  /** A digest of what was asked: equal for equal requests. */
  readonly fingerprint: string;
  /** The learner whom the answer is about. */
  readonly user_id: string;
  /** A text of the caller's own, kept as it is. `undefined`: it was too long; the request is then handled again. */
  readonly answer: string | undefined;
}

/** Nothing was stored: the key is held by a request of another fingerprint, or by one whose answer is known. */
export type KeyTaken = { type: 'key_taken'; by: KeyedRequest };

export type CompletionOutcome =
  | { type: 'inserted' }
  /** The learner had finished the course before; `existing` is what lies there. */
  | { type: 'exists'; existing: Completion };

/**
 * Requests remembered by their key, so that a repeat gets the answer of the first. A request is remembered together
 * with what it stored, or not at all: there is no mark for one that is under way, and so none that a crash leaves
 * behind. Two requests under one key, on whatever instances, store one of them.
 *
 * A key is free again {@link KEY_LIFETIME_MS} after it was taken. Those that are over are removed by later calls of
 * these methods, a bounded number each. A request that holds a key without an answer gives way to one of the same
 * fingerprint.
 */
export interface IdempotencyKeys {
  /** As {@link SubmissionRepo.insert}; `request` takes its key in the same step, if the submission is inserted by this call. */
  submit(submission: Submission, request: KeyedRequest): ResultAsync<InsertOutcome | KeyTaken, StoreError>;

  /** As {@link CourseRepo.complete}; `request` takes its key in the same step, if the completion is inserted by this call. */
  complete(
    completion: Completion,
    request: KeyedRequest,
  ): ResultAsync<CompletionOutcome | KeyTaken, StoreError>;

  /** Takes the key for a request that found stored what it asked for. */
  keep(request: KeyedRequest): ResultAsync<{ type: 'kept' } | KeyTaken, StoreError>;
}
