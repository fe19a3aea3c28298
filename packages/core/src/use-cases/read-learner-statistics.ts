import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { learnerIdSchema } from '../domain/learner.js';
import type { StoreError } from '../ports/store-error.js';
import type { LearnerUnknown } from '../quiz-sync.js';
import type { LearnerStatistics } from '../statistics/learner-statistics.js';
import type { Dependencies } from './dependencies.js';
import { gatherLearners } from './gather-learners.js';

/** See {@link QuizSync.learnerStatistics}. */
export function readLearnerStatistics(
  { store, settings }: Pick<Dependencies, 'store' | 'settings'>,
  userId: string,
): ResultAsync<LearnerStatistics, StoreError | LearnerUnknown> {
  const unknown: LearnerUnknown = { type: 'learner_unknown', user_id: userId };
  if (!learnerIdSchema.safeParse(userId).success) return errAsync(unknown);
  return gatherLearners(store, settings, [userId]).andThen(([statistics]) =>
    statistics === undefined ? errAsync(unknown) : okAsync(statistics),
  );
}
