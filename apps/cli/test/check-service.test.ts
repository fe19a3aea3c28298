import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { ApiKey } from '@quiz-sync/core';
import { loadConfiguration } from '@quiz-sync/server/light';
import { errAsync, okAsync } from 'neverthrow';
import { afterAll, describe, expect, test } from 'vitest';
import { checkAuthentication } from '../src/checks/check-authentication.js';
import { checkPort } from '../src/checks/check-port.js';
import { examineService } from '../src/checks/examine-service.js';
import { NOW } from './capture.js';
import { syncStatus } from './samples.js';

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

/** Answers each path as it is told to, and 404 to all others. */
async function serving(answers: Readonly<Record<string, readonly [status: number, body: unknown]>>) {
  const server = createServer((request, response) => {
    const [status, body] = answers[request.url ?? ''] ?? [404, {}];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function settings(flags: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  return loadConfiguration({ flags, env })._unsafeUnwrap();
}

const KEY: ApiKey = {
  ...{ key_id: '0a1b2c3d4e5f', label: 'Moodle', scopes: ['read'], state: 'active' },
  ...{ created_at: '2026-11-23T12:00:00.000Z', expires_at: undefined },
  ...{ revoked_at: undefined, last_used_at: undefined },
};

describe('the port', () => {
  test('that is free is let go of again', async () => {
    const port = await serving({});
    servers.pop()?.close();
    for (const look of [1, 2])
      expect(await checkPort({ host: '127.0.0.1', port }), `look ${look}`).toMatchObject({ state: 'ok' });
    expect(await checkPort({ host: '127.0.0.1', port: 0 })).toMatchObject({ state: 'ok' });
  });

  test('may be that of a service of ours', async () => {
    const port = await serving({ '/livez': [200, { status: 'alive' }] });
    expect(await checkPort({ host: '127.0.0.1', port })).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('a service of ours listens'),
    });
  });

  test('that another program has fails', async () => {
    const port = await serving({});
    expect(await checkPort({ host: '127.0.0.1', port })).toMatchObject({
      state: 'failure',
      remedy: 'End what listens there, or set PORT to another.',
      exitCode: 1,
    });
  });

  test('of another machine fails', async () => {
    expect(await checkPort({ host: '192.0.2.1', port: 3000 })).toMatchObject({
      state: 'failure',
      remedy: expect.stringMatching(/^Set HOST/),
    });
  });
});

describe('authentication', () => {
  test.each([
    ['nobody, on this machine', {}, [], 'ok', /^open to whoever is on this machine/],
    ['a key', {}, [KEY], 'ok', /^closed; let in are 1 key$/],
    ['a key, from everywhere', { host: '0.0.0.0' }, [KEY], 'ok', /^closed/],
    [
      'a key that was revoked',
      {},
      [{ ...KEY, state: 'revoked' } as const],
      'warning',
      /no key is good any more/,
    ],
    [
      'nobody, from everywhere',
      { host: '0.0.0.0' },
      [],
      'failure',
      /^the service would not start: .*0\.0\.0\.0/,
    ],
  ])('of %s', async (_, flags, keys, state, detail) => {
    const [check, ...more] = await checkAuthentication(settings(flags), okAsync(keys));
    expect(check).toMatchObject({ state, detail: expect.stringMatching(detail) });
    expect(more).toEqual([]);
    if (check?.state !== 'ok') expect(check?.remedy).toBe('quiz-sync keys create');
    if (check?.state === 'failure') expect(check.exitCode).toBe(2);
  });

  test('by a file of keys that is none fails, with its name', async () => {
    const file = path.join(import.meta.dirname, 'samples.ts');
    const configuration = settings({}, { QUIZ_SYNC_API_KEYS_FILE: file });
    const [check] = await checkAuthentication(configuration, okAsync([]));
    expect(check).toMatchObject({ state: 'failure', detail: expect.stringContaining(file), exitCode: 2 });
  });

  test('by a store that does not answer fails', async () => {
    const away = errAsync({ type: 'store_unavailable', message: 'It is locked.' } as const);
    expect(await checkAuthentication(settings({}), away)).toMatchObject([{ state: 'failure', exitCode: 75 }]);
  });

  const tokens = (port: number) =>
    settings(
      {},
      {
        QUIZ_SYNC_JWT_JWKS_URL: `http://127.0.0.1:${port}/jwks`,
        QUIZ_SYNC_JWT_ISSUER: 'https://id.school.example',
        QUIZ_SYNC_JWT_AUDIENCE: 'quiz-sync',
      },
    );

  test('by tokens asks for the keys of the provider', async () => {
    const port = await serving({ '/jwks': [200, { keys: [{}, {}] }] });
    expect(await checkAuthentication(tokens(port), okAsync([]))).toMatchObject([
      { state: 'ok', detail: 'closed; let in are tokens of https://id.school.example' },
      { name: 'identity provider', state: 'ok', detail: expect.stringMatching(/gives 2 keys$/) },
    ]);
  });

  test.each([
    [{ '/jwks': [500, {}] as const }, /it answers 500/],
    [{ '/jwks': [200, { keys: [] }] as const }, /gives no keys/],
  ])('by tokens of a provider that gives none fails: %j', async (answers, detail) => {
    const [, provider] = await checkAuthentication(tokens(await serving(answers)), okAsync([]));
    expect(provider).toMatchObject({
      state: 'failure',
      detail: expect.stringMatching(detail),
      remedy: expect.stringContaining('QUIZ_SYNC_JWT_JWKS_URL'),
      exitCode: 75,
    });
  });
});

describe('a service elsewhere', () => {
  const looked = async (status: number, body: unknown) => {
    const port = await serving({ '/readyz': [200, {}], '/api/sync/status': [status, body] });
    const address = { url: `http://127.0.0.1:${port}`, key: undefined, stop: new AbortController().signal };
    const checks = await examineService(address, '24.21.0', NOW);
    return (name: string) => checks.find((check) => check.name === name);
  };

  test('that lets in everybody on its machine says so, and what is left of the quota', async () => {
    const named = await looked(200, syncStatus());
    expect(named('authentication')).toMatchObject({ state: 'ok', detail: expect.stringMatching(/^open/) });
    expect(named('quota')).toMatchObject({ state: 'ok' });
  });

  test('that asks who is there is closed', async () => {
    const problem = { code: 'authentication_required', title: 'Who are you?', status: 401 };
    const named = await looked(401, problem);
    expect(named('authentication')).toMatchObject({ state: 'ok', detail: expect.stringMatching(/^closed/) });
    expect(named('quota')).toMatchObject({ detail: expect.stringMatching(/^not looked at/) });
  });
});
