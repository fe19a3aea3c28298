import { type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createApiKeys, ERROR_CODES } from '@quiz-sync/core';
import { memoryStore, succeed } from '@quiz-sync/testing';
import { okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { accessTo } from '../src/access/access-to.js';
import { nodeKeySecrets } from '../src/access/node-key-secrets.js';
import { loadConfiguration } from '../src/configuration/load-configuration.js';
import { keepingLog, serveApp } from './serve-app.js';
import { run, stubQuizSync } from './stub-quiz-sync.js';

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** A service on loopback for which nobody has made a key, and what was forced on it. */
async function openService(env: Record<string, string> = {}) {
  const { log } = keepingLog();
  const apiKeys = createApiKeys({ store: memoryStore(), secrets: nodeKeySecrets });
  const configuration = loadConfiguration({ env })._unsafeUnwrap();
  const access = (await accessTo({ apiKeys, configuration, log }, undefined))._unsafeUnwrap();
  let forced = 0;
  const forceSync = () => {
    forced += 1;
    return okAsync(run);
  };
  const { url } = await serveApp({ log, ...access, quizSync: stubQuizSync({ forceSync }) });
  return {
    apiKeys,
    forced: () => forced,
    /** `fetch` would name the host itself. */
    ask: (given: Headers, method = 'POST', path = '/api/sync/force') =>
      new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
        const pairs = Object.entries({ host: '127.0.0.1', ...given });
        const headers = pairs.flatMap(([name, values]) => [values].flat().flatMap((value) => [name, value]));
        request(url + path, { method, headers: headers as unknown as OutgoingHttpHeaders }, (answer) => {
          text(answer).then((body) => resolve({ status: answer.statusCode, body }), reject);
        })
          .on('error', reject)
          .end();
      }),
  };
}

describe('where there is no key, somebody on this machine is let in', () => {
  test.each<[string, Headers]>([
    ['a program', {}],
    ['a program by name', { host: 'localhost:3000' }],
    ['a program by name in capitals', { host: 'LocalHost' }],
    ['a program over IPv6', { host: '[::1]:3000' }],
    ['a program at another address of loopback', { host: '127.1.2.3:3000' }],
    ['the page itself', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }],
    ['a front end in the making', { origin: 'http://localhost:5173', 'sec-fetch-site': 'cross-site' }],
    ['an address that was typed in', { 'sec-fetch-site': 'none' }],
  ])('%s', async (_, headers) => {
    const { ask, forced } = await openService();
    expect((await ask(headers)).status).toBe(202);
    expect(forced()).toBe(1);
  });

  test('a page whose origin the settings name', async () => {
    const { ask } = await openService({ QUIZ_SYNC_ALLOWED_ORIGINS: 'https://school.example' });
    expect((await ask({ origin: 'https://school.example', 'sec-fetch-site': 'cross-site' })).status).toBe(
      202,
    );
    expect((await ask({ origin: 'https://school.example.evil' })).status).toBe(401);
  });
});

describe('where there is no key, nobody else is let in', () => {
  test.each<[string, Headers]>([
    ['a page under a name that was made to lead here', { host: 'rebound.example:3000' }],
    ['a name that begins like this machine’s', { host: 'localhost.evil.example' }],
    ['a name that ends like this machine’s', { host: 'evil-localhost' }],
    ['a name with this machine’s before an @', { host: '127.0.0.1@evil.example' }],
    ['an address that stands for every one', { host: '0.0.0.0:3000' }],
    ['an address of the network', { host: '192.168.1.7:3000' }],
    ['no readable host', { host: '[::1' }],
    ['an empty host', { host: '' }],
    ['a page of elsewhere', { origin: 'https://evil.example' }],
    ['a page of elsewhere at this port', { origin: 'http://evil.example:3000' }],
    ['a page in a sandbox, or a file', { origin: 'null' }],
    ['an extension', { origin: 'chrome-extension://abcdef' }],
    ['a page of elsewhere that hides its origin', { 'sec-fetch-site': 'cross-site' }],
    ['a proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['a proxy that names the host alone', { 'x-forwarded-host': 'quiz.example.org' }],
    ['a proxy that goes by the standard', { forwarded: 'for=203.0.113.7' }],
    ['a proxy that names itself', { via: '1.1 proxy' }],
    ['nginx as it is often set up', { 'x-real-ip': '203.0.113.7' }],
  ])('%s', async (_, headers) => {
    const { ask, forced } = await openService();
    const answer = await ask(headers);
    expect([answer.status, forced()]).toEqual([401, 0]);
    expect(JSON.parse(answer.body)).toMatchObject({
      code: 'access_not_set_up',
      detail: expect.stringContaining('quiz-sync keys create'),
    });
  });

  test('who names two hosts is not even asked who they are', async () => {
    const { ask, forced } = await openService();
    const { status } = await ask({ host: ['localhost', 'rebound.example'] });
    expect([status, forced()]).toEqual([400, 0]);
  });

  test('wherever they ask; and a first key that is made then lets them in', async () => {
    const { ask, apiKeys } = await openService();
    const elsewhere = { host: 'quiz.example.org', 'x-forwarded-for': '203.0.113.7' };
    for (const path of ['/api/sync/status', '/api/sync/runs', '/local-spreadsheet'])
      expect((await ask(elsewhere, 'GET', path)).status, path).toBe(401);
    for (const path of ['/livez', '/', '/docs'])
      expect((await ask(elsewhere, 'GET', path)).status, path).toBe(200);
    const { secret } = await succeed(apiKeys.create({ scopes: ['read'] }));
    const withKey = { ...elsewhere, authorization: `Bearer ${secret}` };
    expect((await ask(withKey, 'GET', '/api/sync/status')).status).toBe(200);
    const wrong = await ask({ ...elsewhere, authorization: 'Bearer guess' }, 'GET', '/api/sync/status');
    expect([wrong.status, wrong.body]).toEqual([401, expect.stringContaining('authentication_required')]);
  });
});

test('a service behind a proxy does not start without a key, and says so, also where it listens on loopback', async () => {
  const apiKeys = createApiKeys({ store: memoryStore(), secrets: nodeKeySecrets });
  const configuration = loadConfiguration({ env: { QUIZ_SYNC_TRUST_PROXY: '1' } })._unsafeUnwrap();
  const opened = { apiKeys, configuration, log: keepingLog().log };
  const failure = (await accessTo(opened, undefined))._unsafeUnwrapErr();
  expect(failure.type).toBe('access_not_set_up');
  expect(failure.message).toMatch(/^QUIZ_SYNC_TRUST_PROXY: .*npx quiz-sync keys create/);
  expect(failure.message).toContain(ERROR_CODES.access_not_set_up.command);
  await succeed(apiKeys.create({ scopes: ['admin'] }));
  expect((await accessTo(opened, undefined))._unsafeUnwrap().isOpen).toBe(false);
});
