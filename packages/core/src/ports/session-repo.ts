import type { ResultAsync } from 'neverthrow';
import type { Session, SessionFacts } from '../domain/session.js';
import type { StoreError } from './store-error.js';

export interface SessionRepo {
  /** Merges `facts` into the session (made when missing, or when it had been cleaned up), as {@link LearnerRepo.upsert} does. */
  upsert(
    sessionId: string,
    facts: SessionFacts,
    createdAt: string,
  ): ResultAsync<{ session: Session; changed: boolean }, StoreError>;

  /** Those of the sessions that have a document and were not cleaned up. */
  findMany(sessionIds: readonly string[]): ResultAsync<Session[], StoreError>;

  /**
   * All whose each of the sessions is or ever was: their profiles count its chats, or did. Who it was before is kept with
   * the session, by the upsert that gives it to another learner. Sessions that are nobody's, or cleaned up, may be left out.
   */
  learnersOf(sessionIds: readonly string[]): ResultAsync<Map<string, string[]>, StoreError>;

  /** How many sessions a learner has with at least one message, for each of the given learners; 0 may be left out. */
  countChats(userIds: readonly string[]): ResultAsync<Map<string, number>, StoreError>;

  /**
   * Cleans up empty sessions: without messages, named by no submission or completion, last heard of before `before`
   * (`last_activity`, else `created_at`), and in the sheet already (not pending). Each becomes a pending deletion, so
   * that its row goes with the next sync; it is gone for every other method at once. Answers how many; with `dryRun`
   * how many it would be, by the same query, changing nothing.
   */
  cleanUp(before: string, options: { dryRun: boolean }): ResultAsync<number, StoreError>;
}
