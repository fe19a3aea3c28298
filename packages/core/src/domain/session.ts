import { z } from 'zod';
import { idSchema, instantSchema } from './text.js';

/** What a front end may say about a session. Fields left out keep their value. */
export const sessionFactsSchema = z.strictObject({
  user_id: idSchema.optional(),
  started_at: instantSchema.optional(),
  last_activity: instantSchema.optional(),
  messages_per_session: z.int().min(0).optional(),
  session_duration: z.number().min(0).optional().describe('In seconds.'),
  pretest_completed: z.boolean().optional(),
  confidence_rating: z.number().min(0).max(100).optional(),
});

export type SessionFacts = z.infer<typeof sessionFactsSchema>;

/** A session that somebody has told us about. Sessions that only submissions name have no document. */
export type Session = SessionFacts & {
  session_id: string;
  /** When we first heard of it. */
  created_at: string;
  version: number;
};
