import { type IdempotencyKey, MAX_ID_LENGTH } from '@quiz-sync/core';
import type { Request } from 'express';
import { err, ok, type Result } from 'neverthrow';
import { callerOf } from './access/caller.js';
import type { TransportFailure } from './request-failure.js';
import type { Answer } from './send.js';

/** As the IETF draft writes it: a string of RFC 8941, in which a backslash comes before a quote or another one. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/** As most clients write it: any printable character but what separates or quotes. It means the same key. */
const BARE = /^[\x21\x23-\x2b\x2d-\x7e]+$/;

/**
 * The request's `Idempotency-Key`; `undefined` when there is none. A learner's keys are that learner's own: nobody can
 * be answered as somebody else was.
 */
export function idempotencyKeyOf(request: Request): Result<IdempotencyKey | undefined, TransportFailure> {
  const headers = request.headersDistinct['idempotency-key'];
  if (headers === undefined) return ok(undefined);
  const [header = '', ...others] = headers;
  if (others.length > 0) return malformed('was sent more than once');
  const key = QUOTED.exec(header)?.[1]?.replaceAll(/\\(["\\])/g, '$1') ?? BARE.exec(header)?.[0];
  if (key === undefined) return malformed('is neither a quoted string nor plain printable ASCII');
  if (key === '') return malformed('is empty');
  if (key.length > MAX_ID_LENGTH) return malformed(`is longer than ${MAX_ID_LENGTH} characters`);
  const learner = callerOf(request)?.user_id;
  return ok(learner === undefined ? { key } : { key, scope: `learner ${learner}` });
}

/** Marks the answer of a request that was answered before, which is the same again. */
export function replayedAs(answer: Answer, { replayed }: { readonly replayed?: true }): Answer {
  return replayed === true ? { ...answer, headers: { 'Idempotency-Replayed': 'true' } } : answer;
}

function malformed(problem: string): Result<never, TransportFailure> {
  return err({ type: 'invalid_idempotency_key', message: `The Idempotency-Key ${problem}.` });
}
