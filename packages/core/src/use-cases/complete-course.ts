import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { z } from 'zod';
import { type Completion, completionSchema } from '../domain/course.js';
import { instantSchema } from '../domain/text.js';
import type { CompletionOutcome, KeyTaken } from '../ports/idempotency-keys.js';
import type { StoreError } from '../ports/store-error.js';
import type { CompleteError, CourseCompleted, IdempotencyKey } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import { futureIssues, readInput } from './read-input.js';
import { requestSyncForLearner, syncStateOf } from './request-sync.js';
import { answeredRequest, keepAnswer, type RequestUnderKey, underKey } from './under-key.js';
import { withoutUndefined } from './without-undefined.js';

/** What a client sends: a completion whose time may be left to us. */
export const completionInputSchema = z.strictObject({
  ...completionSchema.shape,
  completed_at: instantSchema.optional().describe('When; not in the future. Default: now.'),
});

/** See {@link QuizSync.completeCourse}. */
export function completeCourse(
  deps: Dependencies,
  input: unknown,
  key?: IdempotencyKey,
): ResultAsync<CourseCompleted, CompleteError> {
  return readInput(
    completionInputSchema,
    input,
    futureIssues(input, 'completed_at', deps.clock),
  ).asyncAndThen((sent) =>
    underKey(deps, key, { operation: 'completeCourse', sent }, (request) => {
      const completed_at = sent.completed_at ?? new Date(deps.clock.now()).toISOString();
      return storeCompletion(deps, { ...withoutUndefined(sent), completed_at }, request);
    }),
  );
}

function storeCompletion(
  deps: Dependencies,
  completion: Completion,
  request: RequestUnderKey | undefined,
): ResultAsync<CourseCompleted, StoreError | KeyTaken> {
  const answer = { completion, repeat: false, sync: syncStateOf(deps) };
  return insert(deps, completion, request, answer).andThen((outcome): ReturnType<typeof storeCompletion> => {
    if (outcome.type === 'key_taken') return errAsync(outcome);
    if (outcome.type === 'exists') {
      const again = { ...answer, completion: outcome.existing, repeat: true };
      return keepAnswer(deps, request, completion.user_id, again);
    }
    requestSyncForLearner(deps, completion.user_id, 'course completion');
    return okAsync(answer);
  });
}

function insert(
  { store }: Dependencies,
  completion: Completion,
  request: RequestUnderKey | undefined,
  answer: CourseCompleted,
): ResultAsync<CompletionOutcome | KeyTaken, StoreError> {
  if (request !== undefined)
    return store.idempotency.complete(completion, answeredRequest(request, completion.user_id, answer));
  return store.courses
    .complete(completion)
    .map(({ completion: existing, inserted }) =>
      inserted ? { type: 'inserted' } : { type: 'exists', existing },
    );
}
