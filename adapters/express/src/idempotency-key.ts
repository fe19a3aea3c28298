import { idSchema } from '@quiz-sync/core';
import type { Request } from 'express';
import { err, ok, type Result } from 'neverthrow';
import type { TransportFailure } from './request-failure.js';

/** The IETF draft writes the key as a quoted string, most clients write it bare: both mean the same key. */
const QUOTED = /^"([^"\\]*)"$/;

/**
 * The body with the `Idempotency-Key` as its `submission_id`, where the header is there and the body names none.
 * A body that is no object is left as it is: the application says what is wrong with it.
 */
export function withIdempotencyKey(request: Request): Result<unknown, TransportFailure> {
  const header = request.headers['idempotency-key'];
  const body: unknown = request.body;
  if (typeof header !== 'string' || !isObjectWithoutId(body)) return ok(body);
  const key = idSchema.safeParse(QUOTED.exec(header)?.[1] ?? header);
  if (key.success) return ok({ ...body, submission_id: key.data });
  const [issue] = key.error.issues;
  return err({ type: 'invalid_idempotency_key', message: `The key ${issue?.message ?? 'is not an id'}.` });
}

function isObjectWithoutId(body: unknown): body is object {
  return (
    typeof body === 'object' && body !== null && !Array.isArray(body) && !Object.hasOwn(body, 'submission_id')
  );
}
