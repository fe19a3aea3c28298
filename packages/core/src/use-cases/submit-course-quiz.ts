import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import { z } from 'zod';
import {
  agreesWithCorrectAnswer,
  CONTRADICTION,
  pageIndexSchema,
  responseSchema,
  type Submission,
} from '../domain/submission.js';
import { idSchema, instantSchema, labelSchema, MAX_ID_LENGTH } from '../domain/text.js';
import type { SubmitError, Submitted } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import type { InvalidInput } from './invalid-input.js';
import { futureIssues, readInput } from './read-input.js';
import { storeSubmission } from './store-submission.js';
import { withoutUndefined } from './without-undefined.js';

/** One answered question of a course, flat. */
export const courseQuizInputSchema = z
  .strictObject({
    ...responseSchema.shape,
    submission_id: idSchema.optional(),
    user_id: idSchema,
    session_id: idSchema.optional(),
    submitted_at: instantSchema.optional(),
    selected_course_type: labelSchema.optional(),
    course_id: idSchema,
    page_index: pageIndexSchema,
    /** Default: `<course_id>:<page_index>`. */
    quiz_id: idSchema.optional(),
    /** Default: the course id. */
    topic: labelSchema.optional(),
  })
  .refine(agreesWithCorrectAnswer, CONTRADICTION);

type CourseQuizInput = z.infer<typeof courseQuizInputSchema>;

/** See {@link QuizSync.submitCourseQuiz}. */
export function submitCourseQuiz(deps: Dependencies, input: unknown): ResultAsync<Submitted, SubmitError> {
  return readInput(
    courseQuizInputSchema,
    input,
    futureIssues(input, 'submitted_at', deps.clock),
  ).asyncAndThen((quiz) =>
    toSubmission(deps, quiz).asyncAndThen((submission) =>
      storeSubmission(deps, submission, quiz, 'course quiz submission'),
    ),
  );
}

/** A submission of one response. */
function toSubmission(deps: Dependencies, quiz: CourseQuizInput): Result<Submission, InvalidInput> {
  const { submission_id, user_id, session_id, submitted_at, selected_course_type, ...response } = quiz;
  const quiz_id = response.quiz_id ?? `${response.course_id}:${response.page_index}`;
  if (quiz_id.length > MAX_ID_LENGTH) return err(quizIdNeeded);
  const submission: Submission = {
    submission_id: submission_id ?? deps.ids.newId(),
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
