import { idSchema, type LearnerStatistics, labelSchema } from '@quiz-sync/core';
import { z } from 'zod';
import { named } from '../openapi/named-schema.js';
import { count, instant, percent, type Wire } from './wire.js';

const course = z.object({
  course_name: labelSchema,
  total_questions: count,
  correct_answers: count,
  score: percent,
  level: z.enum(['beginner', 'intermediate', 'advanced']),
  pages: count.describe('Pages with at least one answer.'),
  completed: z.boolean(),
  last_activity: instant,
});

const progress = z.object({
  course_id: idSchema,
  course_name: labelSchema.nullable(),
  session_id: idSchema.nullable(),
  page_number: count.nullable(),
  total_pages: count.nullable(),
  completed: z.boolean(),
  timestamp: instant,
});

/** What the spreadsheet shows of a learner. */
export const learnerStatisticsSchema = named(
  'LearnerStatistics',
  z.object({
    user_id: idSchema,
    first_name: labelSchema.nullable(),
    last_name: labelSchema.nullable(),
    email: z.string().nullable(),
    total_chats: count,
    quizzes_taken: count.describe('Submissions, not responses.'),
    day_streak: count.describe('Consecutive days with a submission, up to the last such day.'),
    days_active: count,
    courses_enrolled: count,
    courses_completed: count,
    total_course_score: count.describe('Sum of the scores of all courses.'),
    course_details: z.string().describe('All courses in one line, as the spreadsheet shows them.'),
    courses: z.array(course),
    progress: z.array(progress),
  }) satisfies z.ZodType<Wire<LearnerStatistics>>,
);
