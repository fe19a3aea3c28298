import { SCOPES, type Scope } from '@quiz-sync/core';
import { type Caller, identifyCaller, quizSyncRoutes } from '@quiz-sync/express';
import type { RequestHandler } from 'express';
import { describe, expect, test } from 'vitest';
import { fakeQuizSync } from './fake-quiz-sync.js';
import { problemOf } from './problem-of.js';
import { post, serveRouter } from './serve.js';

const routes = quizSyncRoutes(fakeQuizSync().quizSync);
const names = routes.map(({ method, path }) => `${method} ${path}`);

/** Who may not, of those that hold one scope or the two lower ones. */
const TOO_LITTLE: Readonly<Record<Scope, readonly Scope[]>> = {
  submit: ['read'],
  read: ['submit'],
  admin: ['submit', 'read'],
};

/** Lets everybody in as the caller of the `x-caller` header. */
const asSaid: RequestHandler = (request, response, next) => {
  const caller = request.headers['x-caller'];
  if (typeof caller !== 'string') response.sendStatus(401);
  else {
    identifyCaller(request, JSON.parse(caller) as Caller);
    next();
  }
};

const serveGuarded = () => serveRouter(fakeQuizSync().quizSync, { authenticate: asSaid });

function ask(base: string, name: string, caller?: Caller, body: unknown = {}): Promise<Response> {
  const [method = '', path = ''] = name.split(' ');
  const headers = caller === undefined ? {} : { 'x-caller': JSON.stringify(caller) };
  const url = `${base}/api${path.replace(/:\w+/g, 'x')}`;
  return method === 'GET' ? fetch(url, { headers }) : post(url, body, headers, method);
}

const scopeOf = (name: string): Scope | undefined => routes[names.indexOf(name)]?.scope;

describe('every route', () => {
  test.each(names)('%s has a scope, and nobody gets by without it', async (name) => {
    const scope = scopeOf(name);
    if (scope === undefined) throw new Error('Say in the route who may use it.');
    expect(SCOPES).toContain(scope);
    const base = await serveGuarded();
    expect((await ask(base, name)).status).toBe(401);
    const refused = await ask(base, name, { scopes: TOO_LITTLE[scope] });
    expect(refused.headers.get('www-authenticate')).toBe(
      `Bearer error="insufficient_scope", scope="${scope}"`,
    );
    expect(await problemOf(refused)).toMatchObject({ status: 403, code: 'insufficient_scope' });
    expect((await ask(base, name, { scopes: [] })).status).toBe(403);
    for (const scopes of [[scope], ['admin']] as const)
      expect([401, 403]).not.toContain((await ask(base, name, { scopes })).status);
  });

  test('what is refused reaches nothing', async () => {
    const { quizSync, calls } = fakeQuizSync();
    const base = await serveRouter(quizSync, { authenticate: asSaid });
    for (const name of names) await ask(base, name, { scopes: [] });
    expect(calls).toEqual([]);
  });

  test('whoever is let in and not told apart may do everything, as in an app with keys of its own', async () => {
    const base = await serveRouter(fakeQuizSync().quizSync, {
      authenticate: (_request, _response, next) => next(),
    });
    for (const name of names) expect([401, 403], name).not.toContain((await ask(base, name)).status);
  });

  test('to force, to see runs, to compare and to repair is for operators', () => {
    for (const name of names.filter((each) => /force|runs|verify|plan|cut-cells|DELETE/.test(each)))
      expect(scopeOf(name), name).toBe('admin');
  });
});

describe('a caller that is a learner', () => {
  const ada: Caller = { scopes: ['submit', 'read'], user_id: 'ada' };
  const OWN = ['POST /quiz/submit', 'POST /course/quiz/submit', 'POST /course/complete'];

  test.each(OWN)('%s is about nobody else', async (name) => {
    const { quizSync, calls } = fakeQuizSync();
    const base = await serveRouter(quizSync, { authenticate: asSaid });
    const refused = await ask(base, name, ada, { user_id: 'bob' });
    expect(await problemOf(refused)).toMatchObject({
      status: 403,
      code: 'other_learner',
      errors: [{ pointer: '/user_id' }],
    });
    expect(calls).toEqual([]);
    expect((await ask(base, name, ada, { user_id: 'ada' })).ok).toBe(true);
    expect((await ask(base, name, ada, {})).ok).toBe(true);
    expect(calls.map(([, body]) => body)).toEqual([{ user_id: 'ada' }, { user_id: 'ada' }]);
  });

  test.each([
    ['another writing of it', '{"user_id":"Ada"}'],
    ['a list', '{"user_id":["ada"]}'],
    ['an object', '{"user_id":{"$eq":"ada"}}'],
    ['null', '{"user_id":null}'],
    ['named twice', '{"user_id":"ada","user_id":"bob"}'],
  ])('as %s it is another learner', async (_, body) => {
    const { quizSync, calls } = fakeQuizSync();
    const base = await serveRouter(quizSync, { authenticate: asSaid });
    const answer = await post(`${base}/api/quiz/submit`, body, { 'x-caller': JSON.stringify(ada) });
    expect([answer.status, calls]).toEqual([403, []]);
  });

  test('a prototype of that name names nobody', async () => {
    const { quizSync, calls } = fakeQuizSync();
    const base = await serveRouter(quizSync, { authenticate: asSaid });
    const body = '{"__proto__":{"user_id":"bob"}}';
    await post(`${base}/api/quiz/submit`, body, { 'x-caller': JSON.stringify(ada) });
    expect(calls).toMatchObject([['submitQuiz', { user_id: 'ada' }]]);
  });

  test('a body that is no object goes on, to be refused as that', async () => {
    const { quizSync, calls } = fakeQuizSync();
    const base = await serveRouter(quizSync, { authenticate: asSaid });
    await post(`${base}/api/quiz/submit`, '[]', { 'x-caller': JSON.stringify(ada) });
    expect(calls).toEqual([['submitQuiz', []]]);
  });

  test('sees no statistics but their own', async () => {
    const base = await serveGuarded();
    const headers = { 'x-caller': JSON.stringify(ada) };
    expect((await fetch(`${base}/api/learners/ada/statistics`, { headers })).status).toBe(200);
    const refused = await fetch(`${base}/api/learners/bob/statistics`, { headers });
    expect(await problemOf(refused)).toMatchObject({ status: 403, code: 'other_learner' });
  });

  test('may nothing that is not said to be a learner’s own, whatever the scopes', async () => {
    const base = await serveGuarded();
    const own = [...OWN, 'GET /learners/:user_id/statistics'];
    for (const name of names.filter((each) => !own.includes(each))) {
      const answer = await ask(base, name, { scopes: ['admin'], user_id: 'ada' });
      expect(await problemOf(answer), name).toMatchObject({ status: 403, code: 'not_for_learners' });
    }
  });
});
