import type { Response, Submission } from '../domain/submission.js';
import { responseId } from '../domain/submission.js';
import type { Cell } from '../ports/sheets-port.js';
import { type SheetRow, sheetRow } from './sheet-row.js';

/** The QuizResponses rows of one submission, in the order answered. */
export function responseRows(submission: Submission): SheetRow[] {
  return submission.responses.map((response, index) =>
    sheetRow(
      'responses',
      responseId(submission.submission_id, index),
      { owner: submission.user_id },
      responseCells(submission, response),
    ),
  );
}

/** The cells of a response, however long: in the order of the tab's columns. */
export function responseCells(submission: Submission, response: Response): (Cell | undefined)[] {
  return [
    submission.user_id,
    { instant: Date.parse(submission.submitted_at) },
    response.quiz_id,
    response.topic,
    response.selected_option,
    response.correct,
    submission.session_id,
    response.explanation,
    response.course_id,
    response.page_index,
  ];
}
