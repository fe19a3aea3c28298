import type { ResultAsync } from 'neverthrow';
import { z } from 'zod';
import { submissionSchema } from '../domain/submission.js';
import { idSchema, instantSchema } from '../domain/text.js';
import type { IdempotencyKey, SubmitError, Submitted } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import { futureIssues, readInput } from './read-input.js';
import { storeSubmission } from './store-submission.js';
import { idUnderKey, underKey } from './under-key.js';
import { withoutUndefined } from './without-undefined.js';

/** What a client sends: a submission whose id and time may be left to us. */
export const quizInputSchema = z.strictObject({
  ...submissionSchema.shape,
  submission_id: idSchema
    .optional()
    .describe('Names the submission: sent again with the same id, it is stored once. Default: a new one.'),
  submitted_at: instantSchema.optional().describe('When it was answered; not in the future. Default: now.'),
});

/** See {@link QuizSync.submitQuiz}. */
export function submitQuiz(
  deps: Dependencies,
  input: unknown,
  key?: IdempotencyKey,
): ResultAsync<Submitted, SubmitError> {
  return readInput(quizInputSchema, input, futureIssues(input, 'submitted_at', deps.clock)).asyncAndThen(
    (quiz) =>
      underKey(deps, key, { operation: 'submitQuiz', sent: quiz }, (request) => {
        const submission = {
          ...withoutUndefined(quiz),
          submission_id: quiz.submission_id ?? (request && idUnderKey(request)) ?? deps.ids.newId(),
          submitted_at: quiz.submitted_at ?? new Date(deps.clock.now()).toISOString(),
          responses: quiz.responses.map(withoutUndefined),
        };
        return storeSubmission(deps, submission, { occasion: 'quiz submission', sent: quiz, request });
      }),
  );
}
