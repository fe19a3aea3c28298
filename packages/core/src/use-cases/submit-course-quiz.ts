import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import { z } from 'zod';
import {
  AGREEMENT,
  agreesWithCorrectAnswer,
  CONTRADICTION,
  pageIndexSchema,
  responseSchema,
  type Submission,
} from '../domain/submission.js';
import { idSchema, instantSchema, labelSchema, MAX_ID_LENGTH } from '../domain/text.js';
import type { IdempotencyKey, SubmitError, Submitted } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import type { InvalidInput } from './invalid-input.js';
import { futureIssues, readInput } from './read-input.js';
import { storeSubmission } from './store-submission.js';
import { idUnderKey, type RequestUnderKey, underKey } from './under-key.js';
import { withoutUndefined } from './without-undefined.js';

/** Longest course id from which a quiz id can be made, whatever the page. */
const MAX_COURSE_ID_LENGTH = MAX_ID_LENGTH - ':1000000'.length;

/** The same as JSON Schema. */
const QUIZ_ID_NEEDED = {
  anyOf: [{ required: ['quiz_id'] }, { properties: { course_id: { maxLength: MAX_COURSE_ID_LENGTH } } }],
};

/** One answered question of a course, flat. */
export const courseQuizInputSchema = z
  .strictObject({
    ...responseSchema.shape,
    submission_id: idSchema
      .optional()
      .describe('Names the submission: sent again with the same id, it is stored once. Default: a new one.'),
    user_id: idSchema.describe('The learner.'),
    session_id: idSchema.optional(),
    submitted_at: instantSchema.optional().describe('When it was answered; not in the future. Default: now.'),
    selected_course_type: labelSchema.optional().describe('Kept as it is, and not shown in the spreadsheet.'),
    course_id: idSchema.describe('The course that the question belongs to.'),
    page_index: pageIndexSchema.describe('The page of the course, from 0.'),
    quiz_id: idSchema
      .optional()
      .describe(
        'The question. Default: `<course_id>:<page_index>`; to be given when the course id has more than 192 characters.',
      ),
    topic: labelSchema.optional().describe('What it is about. Default: the course id.'),
  })
  .refine(agreesWithCorrectAnswer, CONTRADICTION)
  .meta({ allOf: [AGREEMENT, QUIZ_ID_NEEDED] });

type CourseQuizInput = z.infer<typeof courseQuizInputSchema>;

/** See {@link QuizSync.submitCourseQuiz}. */
export function submitCourseQuiz(
  deps: Dependencies,
  input: unknown,
  key?: IdempotencyKey,
): ResultAsync<Submitted, SubmitError> {
  return readInput(
    courseQuizInputSchema,
    input,
    futureIssues(input, 'submitted_at', deps.clock),
  ).asyncAndThen((quiz) =>
    underKey(deps, key, { operation: 'submitCourseQuiz', sent: quiz }, (request) =>
      toSubmission(deps, quiz, request).asyncAndThen((submission) =>
        storeSubmission(deps, submission, { occasion: 'course quiz submission', sent: quiz, request }),
      ),
    ),
  );
}

/** A submission of one response. */
function toSubmission(
  deps: Dependencies,
  quiz: CourseQuizInput,
  request: RequestUnderKey | undefined,
): Result<Submission, InvalidInput> {
  const { submission_id, user_id, session_id, submitted_at, selected_course_type, ...response } = quiz;
  if (response.quiz_id === undefined && response.course_id.length > MAX_COURSE_ID_LENGTH)
    return err(quizIdNeeded);
  const quiz_id = response.quiz_id ?? `${response.course_id}:${response.page_index}`;
  const submission: Submission = {
    submission_id: submission_id ?? (request && idUnderKey(request)) ?? deps.ids.newId(),
    user_id,
    session_id,
    quiz_type: 'course',
    submitted_at: submitted_at ?? new Date(deps.clock.now()).toISOString(),
    selected_course_type,
    responses: [withoutUndefined({ ...response, quiz_id, topic: response.topic ?? response.course_id })],
  };
  return ok(withoutUndefined(submission));
}

const quizIdNeeded: InvalidInput = {
  type: 'invalid_input',
  issues: [{ pointer: '/quiz_id', message: 'is required: this course_id is too long to make one from' }],
};
