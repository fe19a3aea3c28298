import type { InputIssue } from '@quiz-sync/core';
import type { ProblemAnswer } from './problem.js';
import type { RequestFailure } from './request-failure.js';

/** Seconds after which it is worth asking again. */
const RETRY_SOON = '2';
const RETRY_AFTER_AN_OPERATOR = '60';

/** The one place where a failure becomes an HTTP status. */
export function toProblem(failure: RequestFailure): ProblemAnswer {
  switch (failure.type) {
    case 'invalid_input':
      return invalid(failure.type, 'The request is not valid', failure.issues);
    case 'invalid_query':
      return invalid(failure.type, 'The query of the URL is not valid', failure.issues);
    case 'invalid_idempotency_key':
      return problem(400, failure.type, 'The Idempotency-Key is not valid', failure.message);
    case 'malformed_json':
      return problem(400, failure.type, 'The body is not JSON', failure.message);
    case 'body_unreadable':
      return problem(400, failure.type, 'The body cannot be read', failure.message);
    case 'malformed_url':
      return problem(400, failure.type, 'The URL is not valid', 'The path has a broken percent-encoding.');
    case 'authentication_required':
      return {
        ...problem(
          401,
          failure.type,
          'Authentication required',
          'Send a key this service knows as "Authorization: Bearer <key>".',
        ),
        headers: { 'WWW-Authenticate': 'Bearer' },
      };
    case 'path_unknown':
      return problem(404, failure.type, 'Nothing is here', 'This service has no such path.');
    case 'learner_unknown':
      return problem(
        404,
        failure.type,
        'Learner unknown',
        'No submission, completion or profile of this learner is stored.',
      );
    case 'run_unknown':
      return problem(
        404,
        failure.type,
        'Sync run unknown',
        'There is no run of this id, or it ended so long ago that it was forgotten.',
      );
    case 'method_not_allowed':
      return {
        ...problem(405, failure.type, 'Method not allowed', `This path takes ${failure.allow}.`),
        headers: { Allow: failure.allow },
      };
    case 'sync_disabled':
      return problem(
        409,
        failure.type,
        'Syncing is switched off',
        'Everything is stored and nothing is written to the spreadsheet until syncing is switched on again.',
      );
    case 'body_too_large':
      return problem(
        413,
        failure.type,
        'The body is too large',
        `A body may have at most ${failure.limitBytes} bytes; send fewer responses at once.`,
      );
    case 'unsupported_media_type':
      return problem(415, failure.type, 'Only JSON is taken', failure.message);
    case 'submission_id_reused':
      return problem(
        422,
        failure.type,
        'The submission id was used before',
        'A different submission is stored under this id (or Idempotency-Key); nothing was stored now. Use a new one for each submission.',
      );
    case 'internal_error':
      return problem(
        500,
        failure.type,
        'Something went wrong on our side',
        'This is a bug. Its details are in the log under this request_id.',
      );
    case 'store_corrupt':
      return problem(
        500,
        failure.type,
        'The store cannot be read',
        'Nothing was stored. The details are in the log under this request_id; an operator must look at the store.',
      );
    case 'store_unavailable':
      return unavailable(
        failure.type,
        'The store is not available',
        'Nothing was stored; sending the same again is safe.',
        RETRY_SOON,
      );
    case 'store_full':
      return unavailable(
        failure.type,
        'The store is full or read-only',
        'Nothing was stored; sending the same again is safe once an operator has made room.',
        RETRY_AFTER_AN_OPERATOR,
      );
    case 'shutting_down':
      return unavailable(failure.type, 'The service is shutting down', 'Ask again in a moment.', RETRY_SOON);
    default:
      return failure satisfies never;
  }
}

function problem(status: number, code: string, title: string, detail: string): ProblemAnswer {
  return { status, code, title, detail };
}

function invalid(code: string, title: string, errors: readonly InputIssue[]): ProblemAnswer {
  const detail =
    errors.length === 1
      ? 'One field is wrong; it is named in errors.'
      : `${errors.length} fields are wrong; each is named in errors.`;
  return { ...problem(400, code, title, detail), errors };
}

function unavailable(code: string, title: string, detail: string, retryAfter: string): ProblemAnswer {
  return { ...problem(503, code, title, detail), headers: { 'Retry-After': retryAfter } };
}
