import type { Request } from 'express';
import { err, ok, type Result } from 'neverthrow';
import type { TransportFailure } from './request-failure.js';
import { queryOf } from './route.js';

/** A parameter that is `true` or `false`; `false` when it is not there. */
export function booleanWanted(request: Request, name: string): Result<boolean, TransportFailure> {
  const text = queryOf(request).get(name) ?? 'false';
  if (text === 'true' || text === 'false') return ok(text === 'true');
  return invalidQuery(name, 'must be true or false');
}

/** A whole number from 1 to `most`; `absent` when it is not there. */
export function countWanted(
  request: Request,
  name: string,
  { absent, most }: { readonly absent: number; readonly most: number },
): Result<number, TransportFailure> {
  const text = queryOf(request).get(name) ?? String(absent);
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= most) return ok(count);
  return invalidQuery(name, `must be a whole number from 1 to ${most}`);
}

export function invalidQuery(name: string, message: string): Result<never, TransportFailure> {
  return err({ type: 'invalid_query', issues: [{ pointer: `/${name}`, message }] });
}
