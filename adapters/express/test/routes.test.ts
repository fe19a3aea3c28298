import type { QuizSync } from '@quiz-sync/core';
import { errAsync, okAsync } from 'neverthrow';
import { expect, test } from 'vitest';
import { fakeQuizSync, receipt, run, status } from './fake-quiz-sync.js';
import { post, serveRouter } from './serve.js';

const submission = { user_id: 'u1', quiz_type: 'micro', responses: [] };

test('a submission is answered with 201 and its receipt', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const answer = await post(`${await serveRouter(quizSync)}/api/quiz/submit`, submission);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await answer.json()).toEqual({ success: true, data: receipt });
  expect(calls).toEqual([['submitQuiz', submission]]);
});

test('a repeat is answered with 200 and the same body', async () => {
  const { quizSync } = fakeQuizSync({ submitQuiz: () => okAsync({ receipt, repeat: true }) });
  const answer = await post(`${await serveRouter(quizSync)}/api/quiz/submit`, submission);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ success: true, data: receipt });
});

test('a course quiz is submitted', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const body = { user_id: 'u1', course_id: 'c1', page_index: 0, selected_option: 'A', correct: true };
  const answer = await post(`${await serveRouter(quizSync)}/api/course/quiz/submit`, body);
  expect(answer.status).toBe(201);
  expect(await answer.json()).toMatchObject({ success: true, data: { quiz_type: 'course' } });
  expect(calls).toEqual([['submitCourseQuiz', body]]);
});

test.each([
  [false, 201],
  [true, 200],
])('a completion (repeat: %s) is answered with %i', async (repeat, expected) => {
  const completion = { user_id: 'u1', course_id: 'c1', completed_at: '2026-11-23T12:00:00.000Z' };
  const sync = { state: 'disabled' } as const;
  const { quizSync, calls } = fakeQuizSync({
    completeCourse: () => okAsync({ completion, repeat, sync }),
  });
  const body = { user_id: 'u1', course_id: 'c1' };
  const answer = await post(`${await serveRouter(quizSync)}/api/course/complete`, body);
  expect(answer.status).toBe(expected);
  expect(await answer.json()).toEqual({ success: true, data: { ...completion, sync } });
  expect(calls).toEqual([['completeCourse', body]]);
});

test.each<[string, keyof QuizSync, Record<string, unknown>]>([
  ['learners', 'upsertLearner', { user_id: 'a/b c', first_name: 'Ada' }],
  ['courses', 'upsertCourse', { course_id: 'a/b c', title: 'Saving' }],
  ['sessions', 'upsertSession', { session_id: 'a/b c' }],
])('PUT /%s/:id merges facts under the decoded id', async (path, method, expected) => {
  const { quizSync, calls } = fakeQuizSync();
  const url = `${await serveRouter(quizSync)}/api/${path}/a%2Fb%20c`;
  const answer = await post(url, { some: 'fact' }, {}, 'PUT');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ success: true, data: expected });
  expect(calls).toEqual([[method, 'a/b c', { some: 'fact' }]]);
});

test('statistics show every field, null where nothing is known', async () => {
  const { quizSync } = fakeQuizSync();
  const answer = await fetch(`${await serveRouter(quizSync)}/api/learners/u1/statistics`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ user_id: 'u1', first_name: null, quizzes_taken: 1 });
});

test('the status has all of its fields, with the names of earlier systems', async () => {
  const { quizSync } = fakeQuizSync();
  const answer = await fetch(`${await serveRouter(quizSync)}/api/sync/status`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const body = (await answer.json()) as Record<string, unknown>;
  expect(Object.keys(body).sort()).toEqual(Object.keys(status).sort());
  expect(body).toMatchObject({ state: 'in_sync', last_error: null, is_running: false, sync_enabled: true });
});

test('cells that were cut are listed (fault 29)', async () => {
  const cell = { tab: 'responses', title: 'QuizResponses', key: 's1:0', column: 'explanation' } as const;
  const cut = { limit: 50_000, cut_cells: [{ ...cell, characters: 60_000 }], further: false };
  const { quizSync } = fakeQuizSync({ cutCells: () => okAsync(cut) });
  const answer = await fetch(`${await serveRouter(quizSync)}/api/sync/cut-cells`);
  expect([answer.status, await answer.json()]).toEqual([200, cut]);
});

test('a forced sync answers 202 at once, with where to look', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const answer = await fetch(`${await serveRouter(quizSync)}/api/sync/force`, { method: 'POST' });
  expect(answer.status).toBe(202);
  expect(answer.headers.get('location')).toBe('/api/sync/runs/run%201');
  expect(await answer.json()).toEqual(run);
  expect(calls).toEqual([['forceSync', { wait: false }]]);
});

test('a forced sync with wait=true answers 200 when it has ended', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const answer = await fetch(`${await serveRouter(quizSync)}/api/sync/force?wait=true`, { method: 'POST' });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ run_id: run.run_id, status: 'succeeded' });
  expect(calls).toEqual([['forceSync', { wait: true }]]);
});

test('runs are listed, newest first, as many as asked for', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const base = await serveRouter(quizSync);
  expect(await (await fetch(`${base}/api/sync/runs`)).json()).toEqual({ runs: [run] });
  await fetch(`${base}/api/sync/runs?limit=3`);
  expect(calls).toEqual([
    ['syncRuns', 20],
    ['syncRuns', 3],
  ]);
});

test('one run is found by its id', async () => {
  const { quizSync } = fakeQuizSync();
  const answer = await fetch(`${await serveRouter(quizSync)}/api/sync/runs/run%201`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual(run);
});

test('HEAD answers as GET does, without a body', async () => {
  const { quizSync } = fakeQuizSync();
  const answer = await fetch(`${await serveRouter(quizSync)}/api/sync/status`, { method: 'HEAD' });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('');
});

test('OPTIONS tells what a path takes', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const answer = await fetch(`${await serveRouter(quizSync)}/api/quiz/submit`, { method: 'OPTIONS' });
  expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'POST, OPTIONS']);
  expect(calls).toEqual([]);
});

test('a submission is answered even while the store is down: 503, when to repeat, and nothing more (fault 54)', async () => {
  const { quizSync } = fakeQuizSync({
    submitQuiz: () => errAsync({ type: 'store_unavailable', message: 'secret path /var/x is locked' }),
  });
  const answer = await post(`${await serveRouter(quizSync)}/api/quiz/submit`, submission);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
  expect(await answer.text()).not.toContain('/var/x');
});
