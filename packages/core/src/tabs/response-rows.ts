import type { Submission } from '../domain/submission.js';
import { responseId } from '../domain/submission.js';
import { type SheetRow, sheetRow } from './sheet-row.js';

/** The QuizResponses rows of one submission, in the order answered. */
export function responseRows(submission: Submission): SheetRow[] {
  const timestamp = { instant: Date.parse(submission.submitted_at) };
  return submission.responses.map((response, index) =>
    sheetRow('responses', responseId(submission.submission_id, index), { owner: submission.user_id }, [
      submission.user_id,
      timestamp,
      response.quiz_id,
      response.topic,
      response.selected_option,
      response.correct,
      submission.session_id,
      response.explanation,
      response.course_id,
      response.page_index,
    ]),
  );
}
