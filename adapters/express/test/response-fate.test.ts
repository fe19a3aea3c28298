import { errAsync, okAsync } from 'neverthrow';
import { expect, test } from 'vitest';
import { fakeQuizSync } from './fake-quiz-sync.js';
import { serveRouter } from './serve.js';

test('the state of a response is told under its decoded id, with every field', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const answer = await fetch(`${await serveRouter(quizSync)}/api/responses/a%2Fb%20c%3A0`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    success: true,
    data: {
      response_id: 'a/b c:0',
      state: 'in_sheet',
      since: null,
      row: 2,
      problem: null,
      cut_cells: [],
    },
  });
  expect(calls).toEqual([['responseFate', 'a/b c:0']]);
});

test('one that is set aside says why, since when, and what was cut', async () => {
  const problem = {
    code: 'tab_headers_missing',
    message: 'A header is gone.',
    remedy: 'Put it back.',
    since: '2026-11-23T12:00:00.000Z',
    blocked: true,
  };
  const cut_cells = [{ column: 'explanation', characters: 60_000 }];
  const { quizSync } = fakeQuizSync({
    responseFate: (response_id) =>
      okAsync({ response_id, state: 'set_aside', since: problem.since, problem, cut_cells }),
  });
  const answer = await fetch(`${await serveRouter(quizSync)}/api/responses/s1:0`);
  expect(await answer.json()).toEqual({
    success: true,
    data: { response_id: 's1:0', state: 'set_aside', since: problem.since, row: null, problem, cut_cells },
  });
});

test('one that is not stored is unknown', async () => {
  const { quizSync } = fakeQuizSync({
    responseFate: (response_id) => okAsync({ response_id, state: 'unknown', cut_cells: [] }),
  });
  const answer = await fetch(`${await serveRouter(quizSync)}/api/responses/nobody:7`);
  expect(await answer.json()).toMatchObject({ status: 404, code: 'response_unknown' });
});

test('while the store is down the state is not known', async () => {
  const { quizSync } = fakeQuizSync({
    responseFate: () => errAsync({ type: 'store_unavailable', message: 'm' }),
  });
  const answer = await fetch(`${await serveRouter(quizSync)}/api/responses/s1:0`);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
});
