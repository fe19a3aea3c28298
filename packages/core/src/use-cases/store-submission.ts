import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { canonicalJson } from '../domain/canonical-json.js';
import type { Submission } from '../domain/submission.js';
import type { KeyTaken } from '../ports/idempotency-keys.js';
import type { StoreError } from '../ports/store-error.js';
import type { InsertOutcome } from '../ports/submission-repo.js';
import type { SubmissionIdReused, Submitted } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import { receiptOf } from './receipt-of.js';
import { type LearnerOccasion, requestSyncForLearner, syncStateOf } from './request-sync.js';
import { answeredRequest, keepAnswer, type RequestUnderKey } from './under-key.js';

/** How a submission came. */
export interface Sending {
  readonly occasion: LearnerOccasion;
  /** What the client sent, checked and normalised, before anything was made up for it. */
  readonly sent: { readonly submitted_at?: string | undefined };
  readonly request: RequestUnderKey | undefined;
}

/** What every kind of submission has in common: it is stored once, and a repeat is told from a reused id. */
export function storeSubmission(
  deps: Dependencies,
  submission: Submission,
  { occasion, sent, request }: Sending,
): ResultAsync<Submitted, StoreError | SubmissionIdReused | KeyTaken> {
  const { submission_id, user_id } = submission;
  const answer = { receipt: receiptOf(submission, syncStateOf(deps)), repeat: false };
  return insert(deps, submission, request, answer).andThen((outcome): ReturnType<typeof storeSubmission> => {
    if (outcome.type === 'key_taken') return errAsync(outcome);
    if (outcome.type === 'inserted') {
      requestSyncForLearner(deps, user_id, occasion);
      return okAsync(answer);
    }
    const { existing } = outcome;
    if (!isRepeat(existing, submission, sent))
      return errAsync({ type: 'submission_id_reused', submission_id });
    const again = { receipt: receiptOf(existing, syncStateOf(deps)), repeat: true };
    return keepAnswer(deps, request, user_id, again);
  });
}

function insert(
  { store }: Dependencies,
  submission: Submission,
  request: RequestUnderKey | undefined,
  answer: Submitted,
): ResultAsync<InsertOutcome | KeyTaken, StoreError> {
  if (request === undefined) return store.submissions.insert(submission);
  return store.idempotency.submit(submission, answeredRequest(request, submission.user_id, answer));
}

/** Whether the same was sent before. A time that the client leaves to us is another one each time it sends. */
function isRepeat(
  existing: Submission,
  submission: Submission,
  { submitted_at = existing.submitted_at }: { readonly submitted_at?: string | undefined },
): boolean {
  return canonicalJson(existing) === canonicalJson({ ...submission, submitted_at });
}
