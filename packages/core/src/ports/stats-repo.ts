import type { ResultAsync } from 'neverthrow';
import type { LearnerTally, SessionTally } from '../statistics/tally.js';
import type { StoreError } from './store-error.js';

export interface StatsRepo {
  /**
   * What the given learners did, folded over all their submissions. A store may compute it by query; it must equal
   * `tallyLearner` over the same submissions. Learners without submissions are absent. Reads no other learner's history.
   */
  learners(userIds: readonly string[]): ResultAsync<LearnerTally[], StoreError>;

  /** The same for sessions, equal to `tallySession`; sessions named by no submission are absent. */
  sessions(sessionIds: readonly string[]): ResultAsync<SessionTally[], StoreError>;
}
