import type { ResultAsync } from 'neverthrow';
import { type QuizType, quizTypeSchema } from '../domain/submission.js';
import type { Observer, SubmissionResult } from '../ports/observer.js';
import type { SubmitError, Submitted } from '../quiz-sync.js';

/** Tells what came of a submission; `quizType` is what it claims to be, and is believed only as far as it is one. */
export function observeSubmission(
  { observer }: { readonly observer: Observer },
  quizType: unknown,
  answer: ResultAsync<Submitted, SubmitError>,
): ResultAsync<Submitted, SubmitError> {
  return answer
    .andTee(({ receipt, repeat, replayed }) => {
      const result = repeat || replayed === true ? 'repeat' : 'stored';
      observer.submissionAnswered({ quizType: receipt.quiz_type, result });
    })
    .orTee((error) =>
      observer.submissionAnswered({ quizType: knownType(quizType), result: resultOf(error) }),
    );
}

function knownType(claimed: unknown): QuizType | 'unknown' {
  return quizTypeSchema.safeParse(claimed).data ?? 'unknown';
}

function resultOf({ type }: SubmitError): SubmissionResult {
  switch (type) {
    case 'invalid_input':
    case 'invalid_idempotency_key':
      return 'invalid';
    case 'submission_id_reused':
    case 'idempotency_key_reused':
    case 'idempotency_key_in_use':
      return 'conflict';
    default:
      return 'failed';
  }
}
