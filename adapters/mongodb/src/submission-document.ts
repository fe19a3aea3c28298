import type { Response, Submission } from '@quiz-sync/core';
import type { StoredResponse, SubmissionDocument } from './documents.js';
import { newlyPending } from './pending-mark.js';
import { withoutUndefined } from './without-undefined.js';

/** A submission as it is stored when it comes: pending, and not in the totals yet. */
export function toSubmissionDocument(submission: Submission, now: Date): SubmissionDocument {
  const { submission_id, responses, ...rest } = submission;
  return {
    _id: submission_id,
    ...withoutUndefined(rest),
    responses: responses.map(toStoredResponse),
    response_count: responses.length,
    uncounted: true,
    ...newlyPending(now),
  };
}

export function toSubmission(document: SubmissionDocument): Submission {
  const { _id, user_id, session_id, quiz_type, submitted_at, selected_course_type, responses } = document;
  return {
    submission_id: _id,
    user_id,
    ...(session_id === undefined ? {} : { session_id }),
    quiz_type,
    submitted_at,
    ...(selected_course_type === undefined ? {} : { selected_course_type }),
    responses: responses.map(toResponse),
  };
}

function toStoredResponse({ question_data, ...response }: Response): StoredResponse {
  const stored = withoutUndefined(response);
  return question_data === undefined ? stored : { ...stored, question_data: JSON.stringify(question_data) };
}

function toResponse({ question_data, ...response }: StoredResponse): Response {
  return question_data === undefined ? response : { ...response, question_data: JSON.parse(question_data) };
}
