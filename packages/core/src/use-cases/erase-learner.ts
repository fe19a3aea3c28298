import { err, ok, type ResultAsync } from 'neverthrow';
import type { EraseError, LearnerErased } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import { idIssues } from './read-input.js';
import { requestSync, syncStateOf } from './request-sync.js';

/** See {@link QuizSync.eraseLearner}. */
export function eraseLearner(deps: Dependencies, userId: string): ResultAsync<LearnerErased, EraseError> {
  const issues = idIssues('user_id', userId);
  const checked = issues.length === 0 ? ok(userId) : err({ type: 'invalid_input' as const, issues });
  return checked.asyncAndThen((id) =>
    deps.store.personal.erase(id).map((removed) => {
      // Without the learner's name: this line would outlive what was erased.
      requestSync(deps, 'erasure of a learner', {});
      return { removed, sync: syncStateOf(deps) };
    }),
  );
}
