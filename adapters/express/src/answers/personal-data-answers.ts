import {
  completionSchema,
  type ErasedData,
  idSchema,
  learnerFactsSchema,
  sessionFactsSchema,
  submissionSchema,
} from '@quiz-sync/core';
import { z } from 'zod';
import { named } from '../openapi/named-schema.js';
import { learnerStatisticsSchema } from './statistics-answer.js';
import { count, instant, stored } from './wire.js';

const removed = z.object({
  submissions: count,
  responses: count,
  completions: count,
  profiles: count.describe('1, or 0 where there was none.'),
  sessions: count,
  kept_answers: count.describe('Answers that were kept under Idempotency-Keys.'),
}) satisfies z.ZodType<ErasedData>;

export const learnerErased = stored(
  'LearnerErased',
  z.object({
    removed,
    sync: z.object({ state: z.enum(['pending', 'disabled']).describe('Whether a sync was asked for.') }),
  }),
);

const version = z.int().min(1);

/** Everything that is stored of a learner. */
export const learnerExported = named(
  'LearnerExport',
  z.object({
    user_id: idSchema,
    exported_at: instant,
    profile: z.object({ ...learnerFactsSchema.shape, user_id: idSchema, version }).nullable(),
    completions: z.array(z.object({ ...completionSchema.shape, completed_at: instant })),
    sessions: z.array(
      z.object({
        ...sessionFactsSchema.shape,
        started_at: instant.optional(),
        last_activity: instant.optional(),
        session_id: idSchema,
        created_at: instant,
        version,
      }),
    ),
    statistics: learnerStatisticsSchema.nullable(),
    submissions: z.array(z.object({ ...submissionSchema.shape, submitted_at: instant })),
  }),
);
