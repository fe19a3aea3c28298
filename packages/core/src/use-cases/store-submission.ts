import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { canonicalJson } from '../domain/canonical-json.js';
import type { Submission } from '../domain/submission.js';
import type { StoreError } from '../ports/store-error.js';
import type { SubmissionIdReused, Submitted } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import { receiptOf } from './receipt-of.js';
import { type LearnerOccasion, requestSyncForLearner, syncStateOf } from './request-sync.js';

/**
 * What every kind of submission has in common: it is stored once, and a repeat is told from a reused id. `sent` is what
 * the client sent, checked and normalised, before anything was made up for it.
 */
export function storeSubmission(
  deps: Dependencies,
  submission: Submission,
  sent: { readonly submitted_at?: string | undefined },
  occasion: LearnerOccasion,
): ResultAsync<Submitted, StoreError | SubmissionIdReused> {
  const sync = syncStateOf(deps);
  return deps.store.submissions.insert(submission).andThen((outcome) => {
    if (outcome.type === 'inserted') {
      requestSyncForLearner(deps, submission.user_id, occasion);
      return okAsync({ receipt: receiptOf(submission, sync), repeat: false });
    }
    const { existing } = outcome;
    if (isRepeat(existing, submission, sent)) {
      return okAsync({ receipt: receiptOf(existing, sync), repeat: true });
    }
    return errAsync({ type: 'submission_id_reused' as const, submission_id: submission.submission_id });
  });
}

/** Whether the same was sent before. A time that the client leaves to us is another one each time it sends. */
function isRepeat(
  existing: Submission,
  submission: Submission,
  { submitted_at = existing.submitted_at }: { readonly submitted_at?: string | undefined },
): boolean {
  return canonicalJson(existing) === canonicalJson({ ...submission, submitted_at });
}
