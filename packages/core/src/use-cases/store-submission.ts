import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { digest } from '../digest.js';
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
  sent: { readonly submission_id?: string | undefined },
  occasion: LearnerOccasion,
): ResultAsync<Submitted, StoreError | SubmissionIdReused> {
  const fingerprint = fingerprintOf(sent);
  const sync = syncStateOf(deps);
  return deps.store.submissions.insert({ submission, fingerprint }).andThen((outcome) => {
    if (outcome.type === 'inserted') {
      requestSyncForLearner(deps, submission.user_id, occasion);
      return okAsync({ receipt: receiptOf(submission, sync), repeat: false });
    }
    const { existing } = outcome;
    if (existing.fingerprint === fingerprint) {
      return okAsync({ receipt: receiptOf(existing.submission, sync), repeat: true });
    }
    return errAsync({ type: 'submission_id_reused' as const, submission_id: submission.submission_id });
  });
}

/** Without the id, which may come in a header or in the body, and is what repeats have in common anyway. */
function fingerprintOf(sent: { readonly submission_id?: string | undefined }): string {
  return digest(canonicalJson({ ...sent, submission_id: undefined }));
}
