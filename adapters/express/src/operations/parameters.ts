import { idSchema } from '@quiz-sync/core';
import { z } from 'zod';
import type { Parameter } from '../openapi/operation.js';

export const userId: Parameter = {
  name: 'user_id',
  in: 'path',
  description: 'The learner, as submissions name them.',
  schema: idSchema,
  example: 'learner-1',
};

/** As `idempotencyKeyOf` reads it. */
const BARE_OR_QUOTED =
  /^(?:[\x21\x23-\x2b\x2d-\x7e]{1,200}|"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,200}")$/;

export const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Makes a repeat safe: for 24 hours the same request under the same key gets the answer of the first, with `Idempotency-Replayed: true`. Stands in for a `submission_id` where the body has none. May be quoted, as in the IETF draft.',
  schema: z.string().regex(BARE_OR_QUOTED),
};

/** `true` or `false` in the query. */
export function flag(name: string, description: string): Parameter {
  return { name, in: 'query', description, schema: z.boolean() };
}
