import { gzipSync } from 'node:zlib';
import { type Log, type QuizSync, silentLog } from '@quiz-sync/core';
import { MAX_BODY_BYTES, type Problem, quizSyncRouter } from '@quiz-sync/express';
import { errAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { fakeQuizSync } from './fake-quiz-sync.js';
import { bareApp, post, serve, serveRouter } from './serve.js';

const issues = [
  { pointer: '/responses/0/selected_option', message: 'must be one of A, B, C, D' },
  { pointer: '/user_id', message: 'must not be empty' },
];

async function problemOf(answer: Response): Promise<Problem> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = (await answer.json()) as Problem;
  expect(problem).toEqual({
    type: `urn:quiz-sync:problem:${problem.code}`,
    title: expect.any(String),
    status: answer.status,
    detail: expect.any(String),
    code: expect.any(String),
    request_id: answer.headers.get('x-request-id'),
    ...(problem.errors === undefined ? {} : { errors: expect.any(Array) }),
  });
  return problem;
}

describe('bodies that never reach the application', () => {
  const json = { 'content-type': 'application/json' };
  const deep = `{"question_data":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  const table: [string, RequestInit, number, string][] = [
    ['no content type', { body: new Uint8Array([0x7b, 0x7d]) }, 415, 'unsupported_media_type'],
    [
      'a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1' },
      415,
      'unsupported_media_type',
    ],
    [
      'another charset',
      { headers: { 'content-type': 'application/json; charset=utf-16' }, body: '{}' },
      415,
      'unsupported_media_type',
    ],
    [
      'a merge patch',
      { headers: { 'content-type': 'application/merge-patch+json' }, body: '{}' },
      415,
      'unsupported_media_type',
    ],
    [
      'an unknown compression',
      { headers: { ...json, 'content-encoding': 'x-zip' }, body: '{}' },
      415,
      'unsupported_media_type',
    ],
    [
      'a broken compression',
      { headers: { ...json, 'content-encoding': 'gzip' }, body: 'not gzip' },
      400,
      'body_unreadable',
    ],
    ['nothing', { headers: json }, 400, 'malformed_json'],
    ['broken JSON', { headers: json, body: '{"user_id": ' }, 400, 'malformed_json'],
    ['text after the JSON', { headers: json, body: '{} {}' }, 400, 'malformed_json'],
    ['NaN', { headers: json, body: '{"page_index": NaN}' }, 400, 'malformed_json'],
    [
      'invalid UTF-8',
      { headers: json, body: new Uint8Array([0x22, 0xc3, 0x28, 0x22]) },
      400,
      'malformed_json',
    ],
    ['10,000 levels', { headers: json, body: deep }, 400, 'malformed_json'],
    ['10,000 levels, never closed', { headers: json, body: '['.repeat(10_000) }, 400, 'malformed_json'],
    [
      'a byte too many',
      { headers: json, body: JSON.stringify('x'.repeat(MAX_BODY_BYTES - 1)) },
      413,
      'body_too_large',
    ],
    ['10 MB', { headers: json, body: JSON.stringify('x'.repeat(10_000_000)) }, 413, 'body_too_large'],
    [
      'a gzip bomb',
      { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(20_000_000, 0x20)) },
      413,
      'body_too_large',
    ],
  ];

  test.each(table)('%s', async (_, init, expectedStatus, code) => {
    const { quizSync, calls } = fakeQuizSync();
    const answer = await fetch(`${await serveRouter(quizSync)}/api/quiz/submit`, { method: 'POST', ...init });
    expect(await problemOf(answer)).toMatchObject({ status: expectedStatus, code });
    expect(calls).toEqual([]);
  });
});

test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
  '%s is JSON',
  async (type) => {
    const { quizSync } = fakeQuizSync();
    const answer = await post(`${await serveRouter(quizSync)}/api/quiz/submit`, {}, { 'content-type': type });
    expect(answer.status).toBe(201);
  },
);

test('a compressed body is read', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const body = new Uint8Array(gzipSync('{"user_id":"ü"}'));
  await post(`${await serveRouter(quizSync)}/api/quiz/submit`, body, { 'content-encoding': 'gzip' });
  expect(calls).toEqual([['submitQuiz', { user_id: 'ü' }]]);
});

test('brackets inside strings are no depth, and quotes may be escaped', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const body = { explanation: `"${'['.repeat(500)}\\"` };
  await post(`${await serveRouter(quizSync)}/api/quiz/submit`, body);
  expect(calls).toEqual([['submitQuiz', body]]);
});

test('keys that could reach a prototype arrive as plain keys, for the schema to refuse', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const body = '{"__proto__":{"polluted":true},"constructor":1}';
  await post(`${await serveRouter(quizSync)}/api/quiz/submit`, body, { 'idempotency-key': 'k' });
  expect(Object.keys(calls[0]?.[1] as object)).toEqual(['__proto__', 'constructor', 'submission_id']);
  expect('polluted' in {}).toBe(false);
});

test('invalid input names each field', async () => {
  const { quizSync } = fakeQuizSync({ submitQuiz: () => errAsync({ type: 'invalid_input', issues }) });
  const answer = await post(`${await serveRouter(quizSync)}/api/quiz/submit`, {});
  expect(await problemOf(answer)).toMatchObject({ status: 400, code: 'invalid_input', errors: issues });
});

describe('what the application refuses', () => {
  const table: [string, Partial<QuizSync>, string, string, number][] = [
    [
      'a reused id',
      { submitQuiz: () => errAsync({ type: 'submission_id_reused', submission_id: 's' }) },
      'POST',
      '/quiz/submit',
      422,
    ],
    [
      'a full store',
      { submitQuiz: () => errAsync({ type: 'store_full', message: 'm' }) },
      'POST',
      '/quiz/submit',
      503,
    ],
    [
      'a corrupt store',
      { completeCourse: () => errAsync({ type: 'store_corrupt', message: 'm' }) },
      'POST',
      '/course/complete',
      500,
    ],
    [
      'an unknown learner',
      { learnerStatistics: () => errAsync({ type: 'learner_unknown', user_id: 'u' }) },
      'GET',
      '/learners/u/statistics',
      404,
    ],
    [
      'syncing switched off',
      { forceSync: () => errAsync({ type: 'sync_disabled' }) },
      'POST',
      '/sync/force',
      409,
    ],
    ['an unknown run', {}, 'GET', '/sync/runs/nope', 404],
    ['a limit that is no number', {}, 'GET', '/sync/runs?limit=ten', 400],
    ['a limit of nought', {}, 'GET', '/sync/runs?limit=0', 400],
    ['a wait that is neither', {}, 'POST', '/sync/force?wait=yes', 400],
    ['a broken percent-encoding', {}, 'GET', '/sync/runs/%E0%A4%A', 400],
    ['another method', {}, 'GET', '/quiz/submit', 405],
    ['another method on a path with an id', {}, 'DELETE', '/learners/u', 405],
  ];

  test.each(table)('%s', async (_, overrides, method, path, expectedStatus) => {
    const { quizSync } = fakeQuizSync(overrides);
    const url = `${await serveRouter(quizSync)}/api${path}`;
    const answer = await (method === 'GET' || method === 'DELETE' ? fetch(url, { method }) : post(url, {}));
    expect(await problemOf(answer)).toMatchObject({ status: expectedStatus });
  });
});

describe('the name of a request', () => {
  test('is taken from the caller and echoed', async () => {
    const { quizSync } = fakeQuizSync();
    const answer = await post(`${await serveRouter(quizSync)}/api/quiz/submit`, '{', {
      'x-request-id': 'trace-1.2',
    });
    expect((await problemOf(answer)).request_id).toBe('trace-1.2');
  });

  test.each(['a b', 'x'.repeat(129), '<script>'])('is made when the caller sends %j', async (given) => {
    const { quizSync } = fakeQuizSync();
    const answer = await post(
      `${await serveRouter(quizSync)}/api/quiz/submit`,
      {},
      { 'x-request-id': given },
    );
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('is the one that the embedding app gave, if it did', async () => {
    const { quizSync } = fakeQuizSync();
    const app = bareApp()
      .use((_request, response, next) => {
        response.setHeader('X-Request-Id', 'theirs');
        next();
      })
      .use('/api', quizSyncRouter(quizSync));
    const answer = await post(`${await serve(app)}/api/quiz/submit`, '{', { 'x-request-id': 'mine' });
    expect((await problemOf(answer)).request_id).toBe('theirs');
  });

  test('is in the log beside a failure of ours', async () => {
    const logged: unknown[] = [];
    const log: Log = { ...silentLog, error: (...entry) => logged.push(entry) };
    const failure = { type: 'store_unavailable', message: 'locked' } as const;
    const { quizSync } = fakeQuizSync({ submitQuiz: () => errAsync(failure) });
    const base = await serveRouter(quizSync, { log });
    await post(`${base}/api/quiz/submit`, {}, { 'x-request-id': 'trace-1' });
    await fetch(`${base}/api/sync/runs/nope`);
    expect(logged).toEqual([
      [
        'Request failed: store_unavailable',
        { request_id: 'trace-1', method: 'POST', path: '/api/quiz/submit', reason: 'locked' },
      ],
    ]);
  });
});
