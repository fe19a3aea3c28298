import { expect, test } from 'vitest';
import { fakeQuizSync } from './fake-quiz-sync.js';
import { post, serveRouter } from './serve.js';

const body = { user_id: 'u1' };

test.each(['/api/quiz/submit', '/api/course/quiz/submit'])(
  'on %s the key is the submission id when the body names none (fault 47)',
  async (path) => {
    const { quizSync, calls } = fakeQuizSync();
    const base = await serveRouter(quizSync);
    await post(base + path, body, { 'idempotency-key': 'key-1' });
    await post(base + path, body, { 'idempotency-key': '"key-2"' });
    expect(calls.map(([, input]) => input)).toEqual([
      { user_id: 'u1', submission_id: 'key-1' },
      { user_id: 'u1', submission_id: 'key-2' },
    ]);
  },
);

test('the submission id of the body goes first', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const named = { ...body, submission_id: 'mine' };
  await post(`${await serveRouter(quizSync)}/api/quiz/submit`, named, { 'idempotency-key': 'key-1' });
  expect(calls).toEqual([['submitQuiz', named]]);
});

test('a completion needs none: its body stays as it is', async () => {
  const { quizSync, calls } = fakeQuizSync();
  await post(`${await serveRouter(quizSync)}/api/course/complete`, body, { 'idempotency-key': 'key-1' });
  expect(calls).toEqual([['completeCourse', body]]);
});

test('a body that is no object reaches the application as it is', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const base = await serveRouter(quizSync);
  await post(`${base}/api/quiz/submit`, [1], { 'idempotency-key': 'key-1' });
  await post(`${base}/api/quiz/submit`, 'null', { 'idempotency-key': 'key-1' });
  expect(calls.map(([, input]) => input)).toEqual([[1], null]);
});

test.each([
  ['longer than an id', 'k'.repeat(201)],
  ['empty', '""'],
])('a key that is %s is refused', async (_, key) => {
  const { quizSync, calls } = fakeQuizSync();
  const answer = await post(`${await serveRouter(quizSync)}/api/quiz/submit`, body, {
    'idempotency-key': key,
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid_idempotency_key' });
  expect(calls).toEqual([]);
});
