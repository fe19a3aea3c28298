import type { ResultAsync } from 'neverthrow';
import type { Learner, LearnerFacts } from '../domain/learner.js';
import type { StoreError } from './store-error.js';

export interface LearnerRepo {
  /**
   * Merges `facts` into the learner's profile (made when missing), raises its version and makes it pending, atomically.
   * Facts left out keep their value. Answers the profile as it is now; `changed` is false, and nothing was raised,
   * when the facts were already so.
   */
  upsert(
    userId: string,
    facts: LearnerFacts,
  ): ResultAsync<{ learner: Learner; changed: boolean }, StoreError>;

  /** The profiles of those who have one, in no particular order; learners known only from submissions are absent. */
  findMany(userIds: readonly string[]): ResultAsync<Learner[], StoreError>;

  /** Makes learners pending again without changing them (profiles are made, empty, where missing). */
  touch(userIds: readonly string[]): ResultAsync<void, StoreError>;
}
