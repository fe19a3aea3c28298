import type { Scope } from '@quiz-sync/core';
import { identifyCaller } from '@quiz-sync/express';
import type { RequestHandler } from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type HttpAppParts, httpApp } from '../src/http/http-app.js';
import { createServiceMetrics } from '../src/metrics/service-metrics.js';
import { createStatusWatch } from '../src/status-stream/status-watch.js';
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

/** Everything that the service can have. */
function everything(): HttpAppParts {
  const parts = { ...appParts(), authenticate: bySaying };
  const statusWatch = createStatusWatch(parts.quizSync);
  onTestFinished(() => statusWatch.stop());
  return { ...parts, statusWatch, metrics: createServiceMetrics({ version: '0.1.0' }) };
}

const routes = mountedRoutes(
  httpApp({
    ...appParts(),
    statusWatch: createStatusWatch(appParts().quizSync),
    metrics: createServiceMetrics({ version: '0.1.0' }),
  }),
);
const guarded = routes.filter(({ path }) => !OPEN.includes(path));

async function ask(url: string, method: string, scopes?: string): Promise<number> {
  const leaving = new AbortController();
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (scopes !== undefined) headers['authorization'] = `Bearer ${scopes}`;
  const body = method === 'GET' ? {} : { body: '{}' };
  const answer = await fetch(url, { method, headers, ...body, signal: leaving.signal });
  // Events would go on.
  leaving.abort();
  return answer.status;
}

/** The API says what a path takes; everything else is read. */
async function methodsOf(url: string): Promise<string[]> {
  const allow = (await fetch(url, { method: 'OPTIONS' })).headers.get('allow') ?? 'GET';
  return allow.split(', ').filter((method) => method !== 'OPTIONS' && method !== 'HEAD');
}

describe('every route of the service', () => {
  test('is found, also those in routers within', () => {
    const paths = routes.map(({ path }) => path);
    for (const path of [
      '/livez',
      '/api/quiz/submit',
      '/api/sync/events',
      '/metrics',
      '/local-spreadsheet',
      '/local-spreadsheet/tabs/:tab_id/rows',
    ])
      expect(paths).toContain(path);
  });

  test.each(guarded)('$path needs a scope', async ({ path, scope }) => {
    if (scope === undefined)
      throw new Error('Put needsScope(...) in front of it, or name it among the open ones.');
    const { url } = await serveApp(everything());
    const target = url + path.replace(/:\w+/g, '1');
    const methods = await methodsOf(target);
    expect(methods.length).toBeGreaterThan(0);
    for (const method of methods) {
      expect(await ask(target, method), method).toBe(401);
      expect(await ask(target, method, 'none'), method).toBe(403);
      expect([401, 403], method).not.toContain(await ask(target, method, 'admin'));
    }
    const [only, ...others] = methods;
    if (only === undefined || others.length > 0) return;
    expect(await ask(target, only, TOO_LITTLE[scope])).toBe(403);
    expect([401, 403]).not.toContain(await ask(target, only, scope));
  });

  test('what shows the whole spreadsheet, or how the service is doing inside, is for operators', () => {
    for (const { path, scope } of guarded.filter((each) => !each.path.startsWith('/api/')))
      expect(scope, path).toBe('admin');
  });
});

test('nothing else than probes and the page’s own files is open', async () => {
  const { url } = await serveApp(everything());
  for (const path of [...OPEN, '/', '/page.js']) expect((await fetch(url + path)).status, path).toBe(200);
  for (const path of ['/metrics', '/api', '/api/', '/events', '/debug', '/admin'])
    expect((await fetch(url + path)).status, path).toBeGreaterThanOrEqual(400);
});
