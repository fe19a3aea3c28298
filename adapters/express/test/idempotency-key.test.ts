import { identifyCaller } from '@quiz-sync/express';
import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { fakeQuizSync, receipt } from './fake-quiz-sync.js';
import { problemOf } from './problem-of.js';
import { post, serveRouter } from './serve.js';

const body = { user_id: 'u1' };
const ROUTES = [
  ['/api/quiz/submit', 'submitQuiz'],
  ['/api/course/quiz/submit', 'submitCourseQuiz'],
  ['/api/course/complete', 'completeCourse'],
] as const;

describe.each(ROUTES)('the Idempotency-Key on %s', (path, method) => {
  test.each([
    ['key-1', 'key-1'],
    ['"key 1, quoted"', 'key 1, quoted'],
    ['"a \\"b\\" \\\\ c"', 'a "b" \\ c'],
    ['k'.repeat(200), 'k'.repeat(200)],
  ])('%s is handed to the application beside the body', async (header, key) => {
    const { quizSync, calls } = fakeQuizSync();
    await post((await serveRouter(quizSync)) + path, body, { 'idempotency-key': header });
    expect(calls).toEqual([[method, body, { key }]]);
  });

  test.each([
    ['longer than an id', 'k'.repeat(201)],
    ['empty in quotes', '""'],
    ['empty', ''],
    ['quoted on one side', '"key'],
    ['escaping nothing', '"a\\b"'],
    ['a list, or sent twice', '"a", "b"'],
    ['with parameters', '"a";b=1'],
    ['bare and of several words', 'a b'],
    ['not ASCII', 'schl\u00fcssel'],
  ])('that is %s is refused (fault 47)', async (_, header) => {
    const { quizSync, calls } = fakeQuizSync();
    const answer = await post((await serveRouter(quizSync)) + path, body, { 'idempotency-key': header });
    expect(answer.status).toBe(400);
    expect(await problemOf(answer)).toMatchObject({ code: 'invalid_idempotency_key' });
    expect(calls).toEqual([]);
  });

  test('that is not there is none', async () => {
    const { quizSync, calls } = fakeQuizSync();
    await post((await serveRouter(quizSync)) + path, body);
    expect(calls).toEqual([[method, body]]);
  });

  test('of a learner is that learner’s own', async () => {
    const { quizSync, calls } = fakeQuizSync();
    const base = await serveRouter(quizSync, {
      authenticate: (request, _response, next) => {
        identifyCaller(request, { scopes: ['submit'], user_id: 'u1' });
        next();
      },
    });
    await post(base + path, body, { 'idempotency-key': 'key-1' });
    expect(calls).toEqual([[method, body, { key: 'key-1', scope: 'learner u1' }]]);
  });

  test.each([
    ['idempotency_key_reused', 422, null],
    ['idempotency_key_in_use', 409, '2'],
  ] as const)('%s is a problem with the status %i (fault 47)', async (type, status, retryAfter) => {
    const { quizSync } = fakeQuizSync({ [method]: () => errAsync({ type }) });
    const answer = await post((await serveRouter(quizSync)) + path, body, { 'idempotency-key': 'key-1' });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
    expect(await problemOf(answer)).toMatchObject({ code: type });
  });
});

test.each([
  [false, 201],
  [true, 200],
])('a replayed answer says so, and has the status it had (repeat: %s)', async (repeat, status) => {
  const { quizSync } = fakeQuizSync({
    submitQuiz: (_input, key) => okAsync({ receipt, repeat, ...(key && { replayed: true as const }) }),
  });
  const url = `${await serveRouter(quizSync)}/api/quiz/submit`;
  const [fresh, replayed] = [await post(url, body), await post(url, body, { 'idempotency-key': 'key-1' })];
  expect([fresh.status, replayed.status]).toEqual([status, status]);
  expect(fresh.headers.get('idempotency-replayed')).toBeNull();
  expect(replayed.headers.get('idempotency-replayed')).toBe('true');
  expect(await replayed.text()).toBe(await fresh.text());
});
