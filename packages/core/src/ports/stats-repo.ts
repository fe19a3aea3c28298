import type { ResultAsync } from 'neverthrow';
import type { LearnerTally, SessionTally } from '../statistics/tally.js';
import type { RowSubject } from '../tabs/row-subject.js';
import type { StoreError } from './store-error.js';

/** Where a walk by {@link StatsRepo.subjects} has got to; opaque. */
export type SubjectCursor = string;

export interface SubjectPage {
  readonly subjects: readonly RowSubject[];
  /** Where to go on; `undefined` when these were the last. */
  readonly next: SubjectCursor | undefined;
}

export interface StatsRepo {
  /**
   * What the given learners did, folded over all their submissions. A store may compute it by query; it must equal
   * `tallyLearner` over the same submissions. Learners without submissions are absent. Reads no other learner's history.
   */
  learners(userIds: readonly string[]): ResultAsync<LearnerTally[], StoreError>;

  /** The same for sessions, equal to `tallySession`; sessions named by no submission are absent. */
  sessions(sessionIds: readonly string[]): ResultAsync<SessionTally[], StoreError>;

  /**
   * The next `limit` at most of all that rows are about, in a fixed order, from `cursor` on (`undefined`: from the
   * beginning): every submission; every learner with a submission, a completion, a profile or a session with messages;
   * every session that a submission names or that has a document and was not cleaned up. Each once. What is stored
   * while a walk goes on may be passed over.
   */
  subjects(cursor: SubjectCursor | undefined, limit: number): ResultAsync<SubjectPage, StoreError>;
}
