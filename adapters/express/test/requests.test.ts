import { type Log, type QuizSync, silentLog } from '@quiz-sync/core';
import { quizSyncRouter } from '@quiz-sync/express';
import { errAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { fakeQuizSync } from './fake-quiz-sync.js';
import { problemOf } from './problem-of.js';
import { bareApp, post, serve, serveRouter } from './serve.js';

const issues = [
  { pointer: '/responses/0/selected_option', message: 'must be one of A, B, C, D' },
  { pointer: '/user_id', message: 'must not be empty' },
];

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
    ['another method on a path with an id', {}, 'DELETE', '/courses/c', 405],
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
