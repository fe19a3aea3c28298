import type { KeyedRequest, Submission } from '@quiz-sync/core';

/** One submission as the columns of its row; `document` is its JSON. */
export interface SubmissionRow {
  readonly submissionId: string;
  readonly userId: string;
  readonly sessionId: string | null;
  readonly submittedAt: string;
  readonly responses: number;
  readonly document: string;
  /** The request whose key is taken in the same step. */
  readonly request?: KeyedRequest;
}

/** Made by the caller's thread, so that a submission crosses to the other one as flat text. */
export function toSubmissionRow(submission: Submission): SubmissionRow {
  return {
    submissionId: submission.submission_id,
    userId: submission.user_id,
    sessionId: submission.session_id ?? null,
    submittedAt: submission.submitted_at,
    responses: submission.responses.length,
    document: JSON.stringify(submission),
  };
}
