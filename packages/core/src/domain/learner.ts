import { z } from 'zod';
import { idSchema, labelSchema } from './text.js';

/** What people may say about a learner. Fields left out keep their value. */
export const learnerFactsSchema = z.strictObject({
  first_name: labelSchema.optional(),
  last_name: labelSchema.optional(),
  email: z.email('must be an e-mail address').max(254).optional(),
});

export type LearnerFacts = z.infer<typeof learnerFactsSchema>;

/** A learner's profile. A learner exists as soon as somebody submits; names may come later or never. */
export type Learner = LearnerFacts & { user_id: string; version: number };

export const learnerIdSchema = idSchema;
