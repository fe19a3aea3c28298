import {
  type Course,
  courseFactsSchema,
  idSchema,
  type Learner,
  learnerFactsSchema,
  type Session,
  sessionFactsSchema,
} from '@quiz-sync/core';
import { z } from 'zod';
import { instant, stored } from './wire.js';

const version = z.int().min(1).describe('Raised by every change.');

export const learnerStored = stored(
  'LearnerStored',
  z.object({ ...learnerFactsSchema.shape, user_id: idSchema, version }) satisfies z.ZodType<Learner>,
);

export const courseStored = stored(
  'CourseStored',
  z.object({ ...courseFactsSchema.shape, course_id: idSchema, version }) satisfies z.ZodType<Course>,
);

export const sessionStored = stored(
  'SessionStored',
  z.object({
    ...sessionFactsSchema.shape,
    started_at: instant.optional(),
    last_activity: instant.optional(),
    session_id: idSchema,
    created_at: instant.describe('When it was first heard of.'),
    version,
  }) satisfies z.ZodType<Session>,
);
