import { z } from 'zod';
import { jsonValueSchema } from './json-value.js';
import { idSchema, instantSchema, labelSchema, textSchema } from './text.js';

/** Most responses of one submission. */
export const MAX_RESPONSES = 500;

export const optionSchema = z.enum(['A', 'B', 'C', 'D']);
export const quizTypeSchema = z.enum(['micro', 'diagnostic', 'course']);
export const pageIndexSchema = z.int().min(0).max(1_000_000);

/** For a schema's `refine`: where a response gives `correct_answer`, `correct` must agree with it. */
export function agreesWithCorrectAnswer(response: Answer): boolean {
  if (response.correct_answer === undefined) return true;
  return response.correct === (response.selected_option === response.correct_answer);
}

interface Answer {
  readonly selected_option: string;
  readonly correct: boolean;
  readonly correct_answer?: string | undefined;
}

export const CONTRADICTION = {
  path: ['correct'],
  message:
    'contradicts correct_answer: correct must be true exactly when selected_option equals correct_answer',
  /** Also beside other mistakes, so that one answer names them all; not when one of the three is itself a mistake. */
  when: ({ value }: { value: unknown }) => isAnswer(value),
};

const OPTIONS: ReadonlySet<unknown> = new Set(optionSchema.options);

const CORRECT = optionSchema.options.map((option) => ({
  properties: {
    correct_answer: { const: option },
    selected_option: { const: option },
    correct: { const: true },
  },
  required: ['correct_answer'],
}));
const WRONG = optionSchema.options.map((option) => ({
  properties: {
    correct_answer: { const: option },
    selected_option: { enum: optionSchema.options.filter((other) => other !== option) },
    correct: { const: false },
  },
  required: ['correct_answer'],
}));

/** {@link agreesWithCorrectAnswer} as JSON Schema, for a schema's `meta`. */
export const AGREEMENT = { anyOf: [{ not: { required: ['correct_answer'] } }, ...CORRECT, ...WRONG] };

/** By hand, since it is asked for every response. */
function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null) return false;
  const { selected_option, correct, correct_answer } = value as { [field in keyof Answer]: unknown };
  return OPTIONS.has(correct_answer) && OPTIONS.has(selected_option) && typeof correct === 'boolean';
}

/** One answered question. */
export const responseSchema = z
  .strictObject({
    quiz_id: idSchema.describe('The question.'),
    topic: labelSchema.describe(
      'What it is about; also its course, unless `course_id` or the settings name one.',
    ),
    selected_option: optionSchema,
    correct: z
      .boolean()
      .describe('Whether the answer was right; must agree with `correct_answer` where that is given.'),
    course_id: idSchema.optional().describe('The course that the question belongs to.'),
    page_index: pageIndexSchema.optional().describe('The page of the course, from 0.'),
    explanation: textSchema
      .optional()
      .describe('Free text. What is longer than a cell of the spreadsheet is whole in the store.'),
    correct_answer: optionSchema.optional(),
    question_data: jsonValueSchema.optional().describe('Kept as it is, and not shown in the spreadsheet.'),
  })
  .refine(agreesWithCorrectAnswer, CONTRADICTION)
  .meta(AGREEMENT);

/**
 * One POST of one or more responses: the unit of storage and of idempotency. Immutable once stored.
 * The same shape on the wire, in the store and in the domain, so that nothing is lost in between.
 */
export const submissionSchema = z.strictObject({
  submission_id: idSchema.describe('Names the submission: sent again with the same id, it is stored once.'),
  user_id: idSchema.describe('The learner.'),
  session_id: idSchema.optional(),
  quiz_type: quizTypeSchema,
  submitted_at: instantSchema.describe('When it was answered; not in the future.'),
  selected_course_type: labelSchema.optional().describe('Kept as it is, and not shown in the spreadsheet.'),
  responses: z
    .array(responseSchema)
    .min(1, 'must hold at least one response')
    .max(MAX_RESPONSES, `must hold at most ${MAX_RESPONSES} responses`),
});

export type QuizType = z.infer<typeof quizTypeSchema>;
export type Option = z.infer<typeof optionSchema>;
export type Response = z.infer<typeof responseSchema>;
export type Submission = z.infer<typeof submissionSchema>;

/** Identifies one response for ever; the row key of its row in the sheet. */
export function responseId(submissionId: string, index: number): string {
  return `${submissionId}:${index}`;
}
