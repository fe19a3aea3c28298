import { idSchema, labelSchema, quizTypeSchema, type SubmissionReceipt } from '@quiz-sync/core';
import { z } from 'zod';
import { count, instant, percent, stored } from './wire.js';

const sync = z.object({
  state: z
    .enum(['pending', 'disabled'])
    .describe(
      '`pending`: the next sync writes it. `disabled`: syncing is switched off; it is stored all the same.',
    ),
});

const receipt = z.object({
  submission_id: idSchema,
  user_id: idSchema,
  quiz_type: quizTypeSchema,
  total_responses: count,
  correct_responses: count,
  overall_score: percent.describe('Percent of the responses that are correct, rounded half up.'),
  topic_breakdown: z
    .array(z.object({ topic: labelSchema, total: count, correct: count, score: percent }))
    .describe('By topic, in order of first appearance.'),
  sync,
}) satisfies z.ZodType<SubmissionReceipt>;

export const submissionStored = stored('SubmissionStored', receipt);

export const completionStored = stored(
  'CompletionStored',
  z.object({
    user_id: idSchema,
    course_id: idSchema,
    session_id: idSchema.optional(),
    completed_at: instant.describe('Of the first completion: later ones change nothing.'),
    sync,
  }),
);
