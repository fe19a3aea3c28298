import { type RequestFailure, toProblem } from '@quiz-sync/express';
import { expect, test } from 'vitest';

const issues = [{ pointer: '/user_id', message: 'must not be empty' }];

/** Failure, status, and the headers that go with it. */
const table: [RequestFailure, number, Record<string, string>?][] = [
  [{ type: 'invalid_input', issues }, 400],
  [{ type: 'invalid_query', issues }, 400],
  [{ type: 'invalid_idempotency_key', message: 'm' }, 400],
  [{ type: 'malformed_json', message: 'm' }, 400],
  [{ type: 'body_unreadable', message: 'm' }, 400],
  [{ type: 'malformed_url' }, 400],
  [{ type: 'authentication_required' }, 401, { 'WWW-Authenticate': 'Bearer' }],
  [{ type: 'access_not_set_up' }, 401, { 'WWW-Authenticate': 'Bearer' }],
  [
    { type: 'insufficient_scope', scope: 'admin' },
    403,
    { 'WWW-Authenticate': 'Bearer error="insufficient_scope", scope="admin"' },
  ],
  [{ type: 'not_for_learners' }, 403],
  [{ type: 'other_learner', pointer: '/user_id' }, 403],
  [{ type: 'too_many_requests', retryAfterSeconds: 7 }, 429, { 'Retry-After': '7' }],
  [{ type: 'identity_provider_unavailable' }, 503, { 'Retry-After': '10' }],
  [{ type: 'path_unknown' }, 404],
  [{ type: 'learner_unknown', user_id: 'u' }, 404],
  [{ type: 'run_unknown', run_id: 'r' }, 404],
  [{ type: 'method_not_allowed', allow: 'GET, HEAD' }, 405, { Allow: 'GET, HEAD' }],
  [{ type: 'response_unknown', response_id: 'r:0' }, 404],
  [{ type: 'sync_disabled' }, 409],
  [{ type: 'lease_held', holder: 'h', expiresAt: 'e' }, 409, { 'Retry-After': '2' }],
  [{ type: 'body_too_large', limitBytes: 10 }, 413],
  [{ type: 'unsupported_media_type', message: 'm' }, 415],
  [{ type: 'submission_id_reused', submission_id: 's' }, 422],
  [{ type: 'idempotency_key_reused' }, 422],
  [{ type: 'idempotency_key_in_use' }, 409, { 'Retry-After': '2' }],
  [{ type: 'internal_error' }, 500],
  [{ type: 'store_corrupt', message: 'm' }, 500],
  [{ type: 'store_unavailable', message: 'm' }, 503, { 'Retry-After': '2' }],
  [{ type: 'store_full', message: 'm' }, 503, { 'Retry-After': '60' }],
  [{ type: 'shutting_down' }, 503, { 'Retry-After': '2' }],
];

test.each(table)('%o is a %i', (failure, status, headers) => {
  const problem = toProblem(failure);
  expect(problem).toMatchObject({ status, code: failure.type });
  expect(problem.headers).toEqual(headers);
  expect(problem.title).not.toBe('');
  expect(problem.detail).toMatch(/\.$|^m$/);
});

test('of a great many fields that are wrong the first are named, so that the answer does not dwarf the body', () => {
  const many = Array.from({ length: 20_000 }, (_, n) => ({ pointer: `/k${n}`, message: 'is unknown' }));
  const { errors, detail } = toProblem({ type: 'invalid_input', issues: many });
  expect(errors).toEqual(many.slice(0, 100));
  expect(detail).toBe('20000 fields are wrong; the first 100 are named in errors.');
});

test('each field that is wrong is named', () => {
  expect(toProblem({ type: 'invalid_input', issues }).errors).toEqual(issues);
});

test.each([
  ['spreadsheet_not_shared', true, 502, undefined],
  ['rate_limited', false, 503, { 'Retry-After': '10' }],
] as const)(
  '%s, told to somebody who waits for Google, is a problem of its own',
  (code, blocked, status, headers) => {
    const problem = toProblem({
      type: 'sync_failed',
      problem: {
        code,
        message: 'Google said no.',
        remedy: 'Do this.',
        since: '2026-11-23T12:00:00.000Z',
        blocked,
      },
    });
    expect(problem).toMatchObject({ status, code, detail: 'Google said no. Do this.' });
    expect(problem.title).not.toMatch(/[{}]/);
    expect(problem.headers).toEqual(headers);
  },
);
