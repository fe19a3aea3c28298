import { z } from 'zod';
import { idSchema, labelSchema } from './text.js';

/**
 * What mail servers take (RFC 5321): a name of at most 64 characters, a domain whose labels have at most 63 and neither
 * begin nor end with a hyphen.
 */
const ADDRESS =
  /^(?=[^@]{1,64}@)(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

/** What people may say about a learner. Fields left out keep their value. */
export const learnerFactsSchema = z.strictObject({
  first_name: labelSchema.optional(),
  last_name: labelSchema.optional(),
  email: z.email({ pattern: ADDRESS, error: 'must be an e-mail address' }).max(254).optional(),
});

export type LearnerFacts = z.infer<typeof learnerFactsSchema>;

/** A learner's profile. A learner exists as soon as somebody submits; names may come later or never. */
export type Learner = LearnerFacts & { user_id: string; version: number };

export const learnerIdSchema = idSchema;
