import { z } from 'zod';
import { jsonValueSchema } from './json-value.js';
import { optionSchema } from './submission.js';
import { idSchema, instantSchema, labelSchema, textSchema } from './text.js';

/** What the catalogue says about a course. Fields left out keep their value. */
export const courseFactsSchema = z.strictObject({
  title: labelSchema.optional().describe('What people call the course.'),
  page_count: z.int().min(0).max(1_000_000).optional().describe('Number of pages.'),
});

export type CourseFacts = z.infer<typeof courseFactsSchema>;

/** A course of the catalogue. */
export type Course = CourseFacts & { course_id: string; version: number };

const KEPT = 'Kept as it is, and not shown in the spreadsheet.';

/** That a learner has finished a course: at most one per learner and course, the first one stays. */
export const completionSchema = z.strictObject({
  user_id: idSchema,
  course_id: idSchema,
  session_id: idSchema.optional(),
  completed_at: instantSchema,
  selected_course_type: labelSchema.optional().describe(KEPT),
  explanation: textSchema.optional().describe(KEPT),
  correct_answer: optionSchema.optional().describe(KEPT),
  question_data: jsonValueSchema.optional().describe(KEPT),
});

export type Completion = z.infer<typeof completionSchema>;
