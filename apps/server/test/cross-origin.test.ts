import { loadConfiguration } from '@quiz-sync/server';
import { describe, expect, test } from 'vitest';
import { serveApp } from './serve-app.js';

const FRONT_END = 'https://school.example';
const preflight = (origin: string): RequestInit => ({
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type,idempotency-key',
  },
});
const allowed = (answer: Response) => answer.headers.get('access-control-allow-origin');

/** Refuses everybody, as `authenticate` does to who has no key. */
const nobody = (_request: unknown, response: { sendStatus(status: number): unknown }) => {
  response.sendStatus(401);
};

describe('a front end of another origin', () => {
  test('may not use the API from a browser, unless it is named', async () => {
    const { url } = await serveApp();
    const asked = await fetch(`${url}/api/quiz/submit`, preflight(FRONT_END));
    expect([asked.status, allowed(asked), asked.headers.get('allow')]).toEqual([204, null, 'POST, OPTIONS']);
    expect(allowed(await fetch(`${url}/api/sync/status`, { headers: { origin: FRONT_END } }))).toBeNull();
  });

  test('that is named is told so before it has shown a key, and reads the answers', async () => {
    const { url } = await serveApp({ allowedOrigins: [FRONT_END], authenticate: nobody });
    const asked = await fetch(`${url}/api/quiz/submit`, preflight(FRONT_END));
    expect([asked.status, allowed(asked)]).toEqual([204, FRONT_END]);
    expect(asked.headers.get('access-control-allow-methods')).toContain('POST');
    expect(asked.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const refused = await fetch(`${url}/api/sync/status`, { headers: { origin: FRONT_END } });
    expect([refused.status, allowed(refused)]).toEqual([401, FRONT_END]);
    expect(refused.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
    expect(refused.headers.get('vary')).toContain('Origin');
  });

  test.each(['https://evil.example', 'https://school.example.evil.example', 'null', 'http://school.example'])(
    '%s is none of those that are named',
    async (origin) => {
      const { url } = await serveApp({ allowedOrigins: [FRONT_END] });
      expect(allowed(await fetch(`${url}/api/quiz/submit`, preflight(origin)))).toBeNull();
      expect(allowed(await fetch(`${url}/api/sync/status`, { headers: { origin } }))).toBeNull();
    },
  );

  test('OPTIONS that is no such question tells what a path takes, as ever', async () => {
    const { url } = await serveApp({ allowedOrigins: [FRONT_END] });
    const answer = await fetch(`${url}/api/quiz/submit`, { method: 'OPTIONS' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'POST, OPTIONS']);
  });

  test('reaches nothing but the API', async () => {
    const { url } = await serveApp({ allowedOrigins: [FRONT_END] });
    expect(allowed(await fetch(`${url}/local-spreadsheet`, { headers: { origin: FRONT_END } }))).toBeNull();
  });
});

describe('QUIZ_SYNC_ALLOWED_ORIGINS', () => {
  const load = (QUIZ_SYNC_ALLOWED_ORIGINS: string) =>
    loadConfiguration({ env: { QUIZ_SYNC_ALLOWED_ORIGINS } });

  test('holds origins with commas between', () => {
    const { allowedOrigins } = load('https://a.example, http://localhost:5173')._unsafeUnwrap();
    expect(allowedOrigins).toEqual(['https://a.example', 'http://localhost:5173']);
  });

  test.each([
    '*',
    'school.example',
    'https://a.example/',
    'https://a.example/path',
    'ftp://a.example',
    'null',
    ',',
  ])('%s is refused', (text) => {
    expect(load(text)._unsafeUnwrapErr().problems.join()).toContain('QUIZ_SYNC_ALLOWED_ORIGINS');
  });
});
