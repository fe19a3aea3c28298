import type { Scope } from '@quiz-sync/core';
import { identifyCaller } from '@quiz-sync/express';
import type { RequestHandler } from 'express';
import { describe, expect, test } from 'vitest';
import { httpApp } from '../src/http/http-app.js';
import { mountedRoutes } from './mounted-routes.js';
import { appParts, serveApp } from './serve-app.js';

/** Probes tell no more than that the service is there, the description what anybody can read; the page's own files are no routes. */
const OPEN = ['/livez', '/readyz', '/openapi.json', '/docs'];

const TOO_LITTLE: Readonly<Record<Scope, string>> = {
  submit: 'read',
  read: 'submit',
  admin: 'submit,read',
};

/** `Authorization: Bearer submit,read` is somebody with these scopes. */
const bySaying: RequestHandler = (request, response, next) => {
  const scopes = request.headers.authorization?.replace(/^Bearer /, '').split(',');
  if (scopes === undefined) response.sendStatus(401);
  else {
    identifyCaller(request, { scopes: scopes as Scope[] });
    next();
  }
};

const routes = mountedRoutes(httpApp({ ...appParts(), authenticate: bySaying }));
const guarded = routes.filter(({ path }) => !OPEN.includes(path));

async function ask(path: string, scopes?: string): Promise<number> {
  const { url } = await serveApp({ authenticate: bySaying });
  const target = url + path.replace(/:\w+/g, '1');
  const method = await methodOf(target);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (scopes !== undefined) headers['authorization'] = `Bearer ${scopes}`;
  return (await fetch(target, { method, headers, ...(method === 'GET' ? {} : { body: '{}' }) })).status;
}

/** The API says what a path takes; everything else is read. */
async function methodOf(target: string): Promise<string> {
  const allow = (await fetch(target, { method: 'OPTIONS' })).headers.get('allow');
  return allow?.split(', ').find((method) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method)) ?? 'GET';
}

describe('every route of the service', () => {
  test('is found, also those in routers within', () => {
    const paths = routes.map(({ path }) => path);
    for (const path of [
      '/livez',
      '/api/quiz/submit',
      '/local-spreadsheet',
      '/local-spreadsheet/tabs/:tab_id/rows',
    ])
      expect(paths).toContain(path);
  });

  test.each(guarded)('$path needs a scope', async ({ path, scope }) => {
    if (scope === undefined)
      throw new Error('Put needsScope(...) in front of it, or name it among the open ones.');
    expect(await ask(path)).toBe(401);
    expect(await ask(path, TOO_LITTLE[scope])).toBe(403);
    expect([401, 403]).not.toContain(await ask(path, scope));
  });

  test('what shows the whole spreadsheet, or how the service is doing inside, is for operators', () => {
    for (const { path, scope } of guarded.filter((each) => !each.path.startsWith('/api/')))
      expect(scope, path).toBe('admin');
  });
});

test('nothing else than probes and the page’s own files is open', async () => {
  const { url } = await serveApp({ authenticate: bySaying });
  for (const path of [...OPEN, '/', '/page.js']) expect((await fetch(url + path)).status, path).toBe(200);
  for (const path of ['/metrics', '/api', '/api/', '/events', '/debug', '/admin'])
    expect((await fetch(url + path)).status, path).toBeGreaterThanOrEqual(400);
});
