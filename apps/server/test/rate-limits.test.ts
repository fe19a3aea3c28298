import { identifyCaller } from '@quiz-sync/express';
import { fakeClock } from '@quiz-sync/testing';
import { Router } from 'express';
import { describe, expect, test } from 'vitest';
import { boundedCounts } from '../src/access/counts.js';
import { callerLimit } from '../src/access/rate-limits.js';
import { guardedApp } from './guarded-app.js';
import { serveApp } from './serve-app.js';

const NONE = '0';

describe('requests of one key', () => {
  test('are answered with what is left, and beyond that with 429 and when to come back', async () => {
    const { key, ask } = await guardedApp({ QUIZ_SYNC_RATE_LIMIT_PER_KEY: '3' });
    const bearer = `Bearer ${(await key()).secret}`;
    const first = await ask(bearer);
    expect(first.headers.get('ratelimit-policy')).toMatch(/"address"; q=60000; w=60.*"caller"; q=3; w=60/);
    expect(first.headers.get('ratelimit')).toMatch(/"address"; r=59999; t=\d+, "caller"; r=2; t=\d+/);
    expect((await ask(bearer)).status).toBe(200);
    expect((await ask(bearer)).status).toBe(200);
    const refused = await ask(bearer);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await refused.json()).toMatchObject({ code: 'too_many_requests', status: 429 });
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit')).toContain('"caller"; r=0');
  });

  test('are no concern of another key, also from the same address', async () => {
    const { key, ask } = await guardedApp({ QUIZ_SYNC_RATE_LIMIT_PER_KEY: '1' });
    const [one, other] = [await key(), await key()];
    expect((await ask(`Bearer ${one.secret}`)).status).toBe(200);
    expect((await ask(`Bearer ${one.secret}`)).status).toBe(429);
    expect((await ask(`Bearer ${other.secret}`)).status).toBe(200);
  });
});

describe('requests of one address', () => {
  test('are counted whoever sends them, and whatever they ask for but the probes', async () => {
    const { ask } = await guardedApp({ QUIZ_SYNC_RATE_LIMIT_PER_ADDRESS: '3' });
    expect((await ask(undefined, '/')).status).toBe(200);
    expect((await ask()).status).toBe(401);
    expect((await ask(undefined, '/nothing')).status).toBe(404);
    for (const path of ['/', '/api/sync/status', '/nothing', '/openapi.json'])
      expect((await ask(undefined, path)).status, path).toBe(429);
    for (const path of ['/livez', '/readyz']) {
      const probe = await ask(undefined, path);
      expect([probe.status, probe.headers.get('ratelimit')], path).toEqual([200, null]);
    }
  });

  test('are those of the caller behind a proxy that is trusted, and of nobody who says so', async () => {
    const from = (url: string, address: string) =>
      fetch(`${url}/`, { headers: { 'x-forwarded-for': address } }).then(({ status }) => status);
    const trusting = await guardedApp({ QUIZ_SYNC_RATE_LIMIT_PER_ADDRESS: '1', QUIZ_SYNC_TRUST_PROXY: '1' });
    expect([await from(trusting.url, '203.0.113.1'), await from(trusting.url, '203.0.113.2')]).toEqual([
      200, 200,
    ]);
    expect(await from(trusting.url, '198.51.100.1, 203.0.113.1')).toBe(429);
    const alone = await guardedApp({ QUIZ_SYNC_RATE_LIMIT_PER_ADDRESS: '1' });
    expect([await from(alone.url, '203.0.113.1'), await from(alone.url, '203.0.113.2')]).toEqual([200, 429]);
  });
});

test('counts are kept of as many as there is room for; who has a great many addresses does not fill the memory', () => {
  const clock = fakeClock();
  const counts = boundedCounts({ windowMs: 60_000, clock, most: 3 });
  for (const name of ['a', 'b', 'c', 'a']) counts.increment(name);
  expect(counts.get('a')?.totalHits).toBe(2);
  counts.increment('d');
  expect(['a', 'b', 'c', 'd'].map((name) => counts.get(name)?.totalHits)).toEqual([undefined, 1, 1, 1]);
  counts.decrement('d');
  counts.resetKey('c');
  expect([counts.get('d')?.totalHits, counts.get('c')]).toEqual([0, undefined]);
  clock.advance(60_000);
  expect(counts.increment('b')).toEqual({ totalHits: 1, resetTime: new Date(clock.now() + 60_000) });
});

test('limits of nought are none', async () => {
  const { key, ask } = await guardedApp({
    QUIZ_SYNC_RATE_LIMIT_PER_ADDRESS: NONE,
    QUIZ_SYNC_RATE_LIMIT_PER_KEY: NONE,
  });
  const answer = await ask(`Bearer ${(await key()).secret}`);
  expect([answer.status, answer.headers.get('ratelimit')]).toEqual([200, null]);
});

test('a learner has a limit of their own', async () => {
  const limits = callerLimit({ perAddress: 0, perKey: 0, perLearner: 1 });
  const authenticate = Router().use(
    (request, _response, next) => {
      const user_id = String(request.headers['x-learner']);
      identifyCaller(request, { scopes: ['read'], user_id });
      next();
    },
    ...limits,
  );
  const { url } = await serveApp({ authenticate });
  const asked = (learner: string) =>
    fetch(`${url}/api/sync/status`, { headers: { 'x-learner': learner } }).then(({ status }) => status);
  expect([await asked('ada'), await asked('ada'), await asked('bob')]).toEqual([403, 429, 403]);
});

test('the default lets a school’s burst through: thousands behind one address with one key', async () => {
  const { key, ask } = await guardedApp();
  const bearer = `Bearer ${(await key()).secret}`;
  const answers = await Promise.all(Array.from({ length: 300 }, () => ask(bearer)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const left = /"caller"; r=(\d+)/.exec(answers.at(-1)?.headers.get('ratelimit') ?? '')?.[1];
  expect(Number(left)).toBeGreaterThan(50_000);
});
