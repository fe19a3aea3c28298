import { quizSyncRouter } from '@quiz-sync/express';
import express, { type ErrorRequestHandler } from 'express';
import { describe, expect, test } from 'vitest';
import { fakeQuizSync } from './fake-quiz-sync.js';
import { bareApp, post, serve, serveRouter } from './serve.js';

const body = { user_id: 'u1' };

describe('in an app with its own middleware', () => {
  test.each([
    ['express.json()', express.json()],
    ['express.json() that takes every type', express.json({ type: () => true })],
    ['express.raw()', express.raw({ type: '*/*' })],
    ['express.text()', express.text({ type: '*/*' })],
    ['express.urlencoded()', express.urlencoded()],
  ])('the body arrives after %s', async (_, middleware) => {
    const { quizSync, calls } = fakeQuizSync();
    const base = await serve(bareApp().use(middleware).use('/api', quizSyncRouter(quizSync)));
    const answer = await post(`${base}/api/quiz/submit`, body);
    expect(answer.status).toBe(201);
    expect(calls).toEqual([['submitQuiz', body]]);
  });

  test('a query reader that is switched off does not matter', async () => {
    const { quizSync, calls } = fakeQuizSync();
    const app = bareApp().set('query parser', false).use('/api', quizSyncRouter(quizSync));
    await fetch(`${await serve(app)}/api/sync/force?wait=true`, { method: 'POST' });
    expect(calls).toEqual([['forceSync', { wait: true }]]);
  });

  test('what the app is made of is not told', async () => {
    const { quizSync } = fakeQuizSync();
    const base = await serveRouter(quizSync);
    const answers = [await post(`${base}/api/quiz/submit`, body), await post(`${base}/api/quiz/submit`, '{')];
    expect(answers.map((answer) => answer.headers.get('x-powered-by'))).toEqual([null, null]);
  });
});

describe('beside other routes', () => {
  test('unknown paths go on to the app, untouched and without authentication', async () => {
    const { quizSync } = fakeQuizSync();
    const app = bareApp()
      .use(
        '/api',
        quizSyncRouter(quizSync, { authenticate: (_request, response) => response.sendStatus(401) }),
      )
      .get('/api/quiz/other', (_request, response) => {
        response.send('theirs');
      });
    const answer = await fetch(`${await serve(app)}/api/quiz/other`);
    expect([answer.status, await answer.text(), answer.headers.get('x-request-id')]).toEqual([
      200,
      'theirs',
      null,
    ]);
  });

  test('the router can be mounted anywhere', async () => {
    const { quizSync } = fakeQuizSync();
    const base = await serve(bareApp().use('/school/quiz-sync', quizSyncRouter(quizSync)));
    const answer = await fetch(`${base}/school/quiz-sync/sync/force`, { method: 'POST' });
    expect(answer.headers.get('location')).toBe('/school/quiz-sync/sync/runs/run%201');
  });
});

describe('authenticate', () => {
  test('decides before anything of the body is read', async () => {
    const { quizSync, calls } = fakeQuizSync();
    const base = await serveRouter(quizSync, {
      authenticate: (request, response, next) => {
        if (request.headers['x-key'] === 'right') next();
        else response.status(401).end('no');
      },
    });
    expect((await post(`${base}/api/quiz/submit`, '{ broken')).status).toBe(401);
    expect((await fetch(`${base}/api/sync/status`)).status).toBe(401);
    expect((await post(`${base}/api/quiz/submit`, body, { 'x-key': 'right' })).status).toBe(201);
    expect(calls).toEqual([['submitQuiz', body]]);
  });
});

test('a client that has gone while it was authenticated keeps nothing waiting', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const ended = Promise.withResolvers<unknown>();
  const gone = new AbortController();
  const base = await serveRouter(quizSync, {
    authenticate: (request, response, next) => {
      request.once('close', () => {
        response.end = (body: unknown) => {
          ended.resolve(JSON.parse(String(body)));
          return response;
        };
        next();
      });
      gone.abort();
    },
  });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  await expect(fetch(`${base}/api/quiz/submit`, { ...init, signal: gone.signal })).rejects.toThrow();
  expect(await ended.promise).toMatchObject({ code: 'body_unreadable' });
  expect(calls).toEqual([]);
});

test('a bug goes to the error handler of the app', async () => {
  const bug = new Error('a bug');
  const { quizSync } = fakeQuizSync({
    submitQuiz: () => {
      throw bug;
    },
  });
  const seen: unknown[] = [];
  const notice: ErrorRequestHandler = (error, _request, response, _next) => {
    seen.push(error);
    response.sendStatus(500);
  };
  const base = await serve(bareApp().use('/api', quizSyncRouter(quizSync)).use(notice));
  expect((await post(`${base}/api/quiz/submit`, body)).status).toBe(500);
  expect(seen).toEqual([bug]);
});
