import { aSubmission } from '@quiz-sync/testing';
import { err, errAsync, ok, okAsync } from 'neverthrow';
import { expect, test } from 'vitest';
import { fakeQuizSync } from './fake-quiz-sync.js';
import { problemOf } from './problem-of.js';
import { serveRouter } from './serve.js';

const known = {
  ...{ user_id: 'u 1', exported_at: '2026-11-23T12:00:00.000Z', statistics: undefined },
  profile: { user_id: 'u 1', first_name: 'Ada', version: 2 },
  ...{ completions: [], sessions: [] },
};

test('a learner is erased beside being told about, on one path', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const url = `${await serveRouter(quizSync)}/api/learners/u%201`;
  const erased = await fetch(url, { method: 'DELETE' });
  expect(erased.status).toBe(200);
  expect(await erased.json()).toMatchObject({ success: true, data: { removed: { submissions: 1 } } });
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(url, { method: 'PUT', headers, body: '{}' })).status).toBe(200);
  expect(calls).toEqual([
    ['eraseLearner', 'u 1'],
    ['upsertLearner', 'u 1', {}],
  ]);
  const other = await fetch(url, { method: 'POST' });
  expect([other.status, other.headers.get('allow')]).toEqual([405, 'PUT, DELETE, OPTIONS']);
});

test('an export is one document, whatever the pages it is read in', async () => {
  const submissions = ['a', 'b', 'c'].map((submission_id) => aSubmission({ submission_id }));
  async function* pages() {
    yield ok(submissions.slice(0, 2));
    yield ok([]);
    yield ok(submissions.slice(2));
  }
  const { quizSync } = fakeQuizSync({
    exportLearner: () => okAsync({ ...known, submissions: pages() }),
  });
  const url = `${await serveRouter(quizSync)}/api/learners/u%201/export`;
  const answer = await fetch(url);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="learner.json"');
  expect(await answer.json()).toEqual({ ...known, statistics: null, submissions });
  const head = await fetch(url, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('an export that the store breaks off does not look whole', async () => {
  async function* pages() {
    yield ok([aSubmission()]);
    yield err({ type: 'store_unavailable' as const, message: 'gone' });
  }
  const { quizSync } = fakeQuizSync({
    exportLearner: () => okAsync({ ...known, submissions: pages() }),
  });
  const answer = fetch(`${await serveRouter(quizSync)}/api/learners/u/export`);
  await expect(answer.then((response) => response.text())).rejects.toThrow();
});

test('somebody unknown has nothing to export', async () => {
  const { quizSync } = fakeQuizSync({
    exportLearner: (user_id) => errAsync({ type: 'learner_unknown' as const, user_id }),
  });
  const answer = await fetch(`${await serveRouter(quizSync)}/api/learners/u/export`);
  expect(answer.status).toBe(404);
  expect(await problemOf(answer)).toMatchObject({ code: 'learner_unknown' });
});
