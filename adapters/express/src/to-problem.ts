import {
  ERROR_CODES,
  type ErrorCode,
  fillIn,
  type InputIssue,
  type Scope,
  type SyncProblem,
} from '@quiz-sync/core';
import { MOST_ERRORS, type ProblemAnswer } from './problem.js';
import type { RequestFailure } from './request-failure.js';

/** Seconds after which it is worth asking again. */
const RETRY_SOON = { 'Retry-After': '2' };
const RETRY_LATER = { 'Retry-After': '10' };
const RETRY_AFTER_AN_OPERATOR = { 'Retry-After': '60' };

/** The one place where a failure becomes an HTTP status. */
export function toProblem(failure: RequestFailure): ProblemAnswer {
  switch (failure.type) {
    case 'invalid_input':
    case 'invalid_query':
      return {
        ...problem(400, failure.type, fieldsDetail(failure.issues)),
        errors: failure.issues.slice(0, MOST_ERRORS),
      };
    case 'invalid_idempotency_key':
    case 'malformed_json':
    case 'body_unreadable':
      return problem(400, failure.type, failure.message);
    case 'malformed_url':
      return problem(400, failure.type);
    case 'authentication_required':
    case 'access_not_set_up':
      return { ...problem(401, failure.type), headers: { 'WWW-Authenticate': 'Bearer' } };
    case 'insufficient_scope':
      return {
        ...problem(403, failure.type),
        headers: { 'WWW-Authenticate': scopeChallenge(failure.scope) },
      };
    case 'not_for_learners':
      return problem(403, failure.type);
    case 'other_learner':
      return {
        ...problem(403, failure.type),
        errors: [{ pointer: failure.pointer, message: 'must be the learner of the token' }],
      };
    case 'path_unknown':
    case 'learner_unknown':
    case 'run_unknown':
    case 'response_unknown':
      return problem(404, failure.type);
    case 'method_not_allowed':
      return {
        ...problem(405, failure.type, `This path takes ${failure.allow}.`),
        headers: { Allow: failure.allow },
      };
    case 'sync_disabled':
      return problem(409, failure.type);
    case 'idempotency_key_in_use':
    case 'lease_held':
      return { ...problem(409, failure.type), headers: RETRY_SOON };
    case 'body_too_large':
      return problem(413, failure.type, bodyDetail(failure.limitBytes));
    case 'unsupported_media_type':
      return problem(415, failure.type, failure.message);
    case 'submission_id_reused':
    case 'idempotency_key_reused':
      return problem(422, failure.type);
    case 'too_many_requests':
      return {
        ...problem(429, failure.type),
        headers: { 'Retry-After': String(failure.retryAfterSeconds) },
      };
    case 'internal_error':
    case 'store_corrupt':
      return problem(500, failure.type);
    case 'sync_failed':
      return spreadsheetProblem(failure.problem);
    case 'identity_provider_unavailable':
      return { ...problem(503, failure.type), headers: RETRY_LATER };
    case 'store_unavailable':
    case 'shutting_down':
      return { ...problem(503, failure.type), headers: RETRY_SOON };
    case 'store_full':
      return { ...problem(503, failure.type), headers: RETRY_AFTER_AN_OPERATOR };
    default:
      return failure satisfies never;
  }
}

/** Where nothing particular is to be said, the detail is what the code means. */
function problem(status: number, code: ErrorCode, detail?: string): ProblemAnswer {
  const { title, cause, remedy } = ERROR_CODES[code];
  return { status, code, title, detail: detail ?? `${cause} ${remedy}` };
}

/** Google or the spreadsheet said no to somebody who waits for it: 502 where a person must act first, else 503. */
function spreadsheetProblem({ code, message, remedy, blocked }: SyncProblem): ProblemAnswer {
  const known = code as ErrorCode;
  const answer = {
    code: known,
    title: fillIn(ERROR_CODES[known].title, {}),
    detail: `${message.replace(/\.$/, '')}. ${remedy}`,
  };
  return blocked ? { ...answer, status: 502 } : { ...answer, status: 503, headers: RETRY_LATER };
}

/** As RFC 6750 has it. */
function scopeChallenge(scope: Scope): string {
  return `Bearer error="insufficient_scope", scope="${scope}"`;
}

function fieldsDetail({ length }: readonly InputIssue[]): string {
  if (length === 1) return 'One field is wrong; it is named in errors.';
  const named = length > MOST_ERRORS ? `the first ${MOST_ERRORS} are` : 'each is';
  return `${length} fields are wrong; ${named} named in errors.`;
}

function bodyDetail(limitBytes: number): string {
  return `A body may have at most ${limitBytes} bytes, after decompression. ${ERROR_CODES.body_too_large.remedy}`;
}
