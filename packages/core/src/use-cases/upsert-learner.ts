import type { ResultAsync } from 'neverthrow';
import { type Learner, learnerFactsSchema } from '../domain/learner.js';
import { maskEmails } from '../errors/mask-emails.js';
import type { UpsertError } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import { idIssues, readInput } from './read-input.js';
import { requestSync } from './request-sync.js';
import { withoutUndefined } from './without-undefined.js';

/** See {@link QuizSync.upsertLearner}. */
export function upsertLearner(
  deps: Dependencies,
  userId: string,
  input: unknown,
): ResultAsync<Learner, UpsertError> {
  return readInput(learnerFactsSchema, input, idIssues('user_id', userId)).asyncAndThen((facts) =>
    deps.store.learners.upsert(userId, withoutUndefined(facts)).map(({ learner, changed }) => {
      if (changed) requestSync(deps, 'learner update', { user_id: maskEmails(userId) });
      return learner;
    }),
  );
}
