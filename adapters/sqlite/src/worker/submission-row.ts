import type { StoredSubmission } from '@quiz-sync/core';
import { json, type Row, text } from './columns.js';

/** One submission as the columns of its row; `document` is its JSON. */
export interface SubmissionRow {
  readonly submissionId: string;
  readonly userId: string;
  readonly sessionId: string | null;
  readonly submittedAt: string;
  readonly fingerprint: string;
  readonly responses: number;
  readonly document: string;
}

/** Made by the caller's thread, so that a submission crosses to the other one as flat text. */
export function toSubmissionRow({ submission, fingerprint }: StoredSubmission): SubmissionRow {
  return {
    submissionId: submission.submission_id,
    userId: submission.user_id,
    sessionId: submission.session_id ?? null,
    submittedAt: submission.submitted_at,
    fingerprint,
    responses: submission.responses.length,
    document: JSON.stringify(submission),
  };
}

/** Needs the columns `document` and `fingerprint`. */
export function fromSubmissionRow(row: Row): StoredSubmission {
  return { submission: json(row, 'document'), fingerprint: text(row, 'fingerprint') };
}
