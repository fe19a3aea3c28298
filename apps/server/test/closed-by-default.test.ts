import path from 'node:path';
import { createApiKeys, type NewApiKey } from '@quiz-sync/core';
import { loadConfiguration, type RunningServer, startServer } from '@quiz-sync/server';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { succeed } from '@quiz-sync/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { nodeKeySecrets } from '../src/access/node-key-secrets.js';
import { keysFile } from './keys-file.js';
import { keepingLog } from './serve-app.js';
import { temporaryDirectory } from './temporary-directory.js';

/** A service on a store of its own, and keys that another process makes in it. */
function installation() {
  const file = path.join(temporaryDirectory(), 'quiz.db');
  const { log, lines } = keepingLog();
  const start = (env: Record<string, string>) => {
    const settings = { PORT: '0', QUIZ_SYNC_STORE: `sqlite:${file}`, ...env };
    return startServer(loadConfiguration({ env: settings })._unsafeUnwrap(), { log });
  };
  return {
    lines,
    start,
    async serve(env: Record<string, string>): Promise<RunningServer & { port: string }> {
      const server = (await start(env))._unsafeUnwrap();
      onTestFinished(() => server.close());
      return { ...server, port: new URL(server.url).port };
    },
    async key(input: NewApiKey): Promise<string> {
      const store = await openSqliteStore(file);
      const { secret } = await succeed(createApiKeys({ store, secrets: nodeKeySecrets }).create(input));
      await store.close();
      return secret;
    },
  };
}

const statusOf = async (port: string, key?: string): Promise<number> => {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  return (await fetch(`http://127.0.0.1:${port}/api/sync/status`, { headers })).status;
};

describe('on an address that other machines reach', () => {
  test('a service without any key does not start; with the one that it asks for, it does, and asks for it', async () => {
    const { start, serve, key } = installation();
    const failure = (await start({ HOST: '0.0.0.0' }))._unsafeUnwrapErr();
    expect(failure.type).toBe('access_not_set_up');
    const secret = await key({ scopes: ['admin'] });
    const { port } = await serve({ HOST: '0.0.0.0' });
    expect([await statusOf(port), await statusOf(port, secret)]).toEqual([401, 200]);
  });

  test('a key that is made while it runs is let in at once', async () => {
    const { serve, key } = installation();
    await key({ scopes: ['admin'] });
    const { port } = await serve({ HOST: '0.0.0.0' });
    expect(await statusOf(port, await key({ scopes: ['read'] }))).toBe(200);
    expect(await statusOf(port, await key({ scopes: ['submit'] }))).toBe(403);
  });

  test('a file of keys is enough, and so are settings for tokens', async () => {
    const { serve } = installation();
    const filed = await serve({ HOST: '0.0.0.0', QUIZ_SYNC_API_KEYS_FILE: keysFile('right') });
    expect([await statusOf(filed.port), await statusOf(filed.port, 'right')]).toEqual([401, 200]);
    const tokens = await installation().serve({
      HOST: '0.0.0.0',
      QUIZ_SYNC_JWT_JWKS_URL: 'http://127.0.0.1:9/jwks',
      QUIZ_SYNC_JWT_ISSUER: 'issuer',
      QUIZ_SYNC_JWT_AUDIENCE: 'audience',
    });
    expect(await statusOf(tokens.port)).toBe(401);
  });
});

test('a variable that is named as ours are and is none is told at the start, behind the first line', async () => {
  const { serve, lines } = installation();
  await serve({ QUIZ_SYNC_API_KEY_FILE: 'keys.json' });
  expect(lines[1]).toMatchObject({
    level: 'warn',
    message: 'QUIZ_SYNC_API_KEY_FILE: is not a setting; did you mean QUIZ_SYNC_API_KEYS_FILE?',
  });
});

describe('on loopback', () => {
  test('a service without any key is open, and says so behind its first line', async () => {
    const { serve, lines } = installation();
    const { port } = await serve({});
    expect(await statusOf(port)).toBe(200);
    expect(lines[1]?.message).toBe('There is no API key: whoever is on this machine may do everything');
  });

  test('a service with a key is closed', async () => {
    const { serve, key, lines } = installation();
    const secret = await key({ scopes: ['read'] });
    const { port } = await serve({});
    expect([await statusOf(port), await statusOf(port, secret)]).toEqual([401, 200]);
    expect(lines.map(({ message }) => message)).not.toContainEqual(expect.stringContaining('no API key'));
  });
});
