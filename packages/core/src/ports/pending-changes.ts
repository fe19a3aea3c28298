import type { ResultAsync } from 'neverthrow';
import type { Completion } from '../domain/course.js';
import type { Submission } from '../domain/submission.js';
import type { RowSubject } from '../tabs/row-subject.js';
import type { FenceLost, StoreError } from './store-error.js';

/**
 * One stored document that is not yet in the spreadsheet. The document is its own entry in this list: storing it and
 * listing it are one atomic step. `version` is what acknowledging it must name; it grows whenever the document changes
 * or is made pending again. `since` is when it became pending (ISO, store's clock).
 */
export type PendingChange = { readonly version: number; readonly since: string } & (
  | { readonly kind: 'submission'; readonly submission: Submission }
  | { readonly kind: 'completion'; readonly completion: Completion }
  /** `erased`: rows of what was stored before an erasure may still be in the sheet, and are to go. */
  | { readonly kind: 'learner'; readonly user_id: string; readonly erased: boolean }
  | { readonly kind: 'course'; readonly course_id: string }
  /** `deleted`: the session was cleaned up and its row is to go. */
  | { readonly kind: 'session'; readonly session_id: string; readonly deleted: boolean }
);

export type ChangeKind = PendingChange['kind'];

/** Names one version of one document: what a sync run acknowledges. */
export interface ChangeRef {
  readonly kind: ChangeKind;
  /** `submission_id`, `user_id`, `course_id` or `session_id`; for a completion {@link completionChangeId}. */
  readonly id: string;
  readonly version: number;
}

/** A completion's id as a change: unambiguous whatever characters the two ids hold. */
export function completionChangeId(userId: string, courseId: string): string {
  return JSON.stringify([userId, courseId]);
}

export interface PendingCount {
  readonly total: number;
  readonly byKind: Readonly<Record<ChangeKind, number>>;
  /** When the oldest of them became pending; `undefined` when none is. */
  readonly oldestSince: string | undefined;
}

/** Somebody or something whose rows may change with what is pending. */
export interface AwaitedSubject extends RowSubject {
  /** When the oldest pending change about it became so. */
  readonly since: string;
}

/** Where a {@link PendingChanges.requeueAll} has got to; opaque, kept by the caller between calls. */
export type RequeueCursor = string;

export interface PendingChanges {
  /**
   * The oldest pending changes: at most `documents` of them and, when there is more than one, at most `responses`
   * responses in all (so memory is bounded). Never walks what is not pending.
   */
  load(limit: { documents: number; responses: number }): ResultAsync<PendingChange[], StoreError>;

  /** Cheap: proportional to what is pending at most, never to the history. */
  count(): ResultAsync<PendingCount, StoreError>;

  /**
   * Those of the subjects that a pending change is about: a submission itself; a session's document, or a submission
   * that names it; a learner's profile, or a submission, a completion or a session of theirs, also one that has just
   * lost its messages, or one that was theirs before. Courses that are pending are not looked at. Walks nobody's history
   * but that of the learners and sessions asked for.
   */
  awaited(subjects: readonly RowSubject[]): ResultAsync<AwaitedSubject[], StoreError>;

  /**
   * Acknowledges exactly these versions, for changes that turned out to need no write: a document changed since stays
   * pending; a cleaned-up session's document goes, and so does an erased learner's unless somebody has told of the
   * learner since. Refused, with nothing changed, when `fence` is not the lease's
   * current one. (Changes that a batch writes are acknowledged by {@link SyncJournal.settle}.)
   */
  acknowledge(
    target: string,
    refs: readonly ChangeRef[],
    fence: number,
  ): ResultAsync<void, StoreError | FenceLost>;

  /**
   * Makes documents pending again, whatever their state, raising their versions; unknown ids are passed over. For a
   * session that has no document, since only submissions name it, one of these is made pending: its row is made of them.
   * For learners see {@link LearnerRepo.touch}.
   */
  requeue(refs: readonly { kind: ChangeKind; id: string }[]): ResultAsync<void, StoreError>;

  /**
   * Makes the next `limit` documents of the whole store pending, in a fixed order, from `cursor` on (`undefined`: from
   * the beginning). Answers where to go on, or `undefined` when all have been. Resumable and idempotent; documents
   * stored meanwhile are pending anyway.
   */
  requeueAll(
    cursor: RequeueCursor | undefined,
    limit: number,
  ): ResultAsync<RequeueCursor | undefined, StoreError>;
}
