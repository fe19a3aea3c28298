import type { ResultAsync } from 'neverthrow';
import { z } from 'zod';
import { completionSchema } from '../domain/course.js';
import { instantSchema } from '../domain/text.js';
import type { CourseCompleted, UpsertError } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import { futureIssues, readInput } from './read-input.js';
import { requestSyncForLearner, syncStateOf } from './request-sync.js';
import { withoutUndefined } from './without-undefined.js';

/** What a client sends: a completion whose time may be left to us. */
export const completionInputSchema = z.strictObject({
  ...completionSchema.shape,
  completed_at: instantSchema.optional(),
});

/** See {@link QuizSync.completeCourse}. */
export function completeCourse(
  deps: Dependencies,
  input: unknown,
): ResultAsync<CourseCompleted, UpsertError> {
  return readInput(
    completionInputSchema,
    input,
    futureIssues(input, 'completed_at', deps.clock),
  ).asyncAndThen((sent) => {
    const completed_at = sent.completed_at ?? new Date(deps.clock.now()).toISOString();
    return deps.store.courses
      .complete({ ...withoutUndefined(sent), completed_at })
      .map(({ completion, inserted }) => {
        if (inserted) requestSyncForLearner(deps, completion.user_id, 'course completion');
        return { completion, repeat: !inserted, sync: syncStateOf(deps) };
      });
  });
}
