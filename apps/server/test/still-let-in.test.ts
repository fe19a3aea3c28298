import { createApiKeys, type StoreError } from '@quiz-sync/core';
import { fakeClock, memoryStore, succeed } from '@quiz-sync/testing';
import type { Request } from 'express';
import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type CheckCredential, checkCredential } from '../src/access/credentials.js';
import { closedDoor, doorUntilFirstKey } from '../src/access/door.js';
import { nodeKeySecrets } from '../src/access/node-key-secrets.js';
import { stillLetIn } from '../src/access/still-let-in.js';
import type { Tokens } from '../src/access/tokens.js';
import { guardedApp } from './guarded-app.js';

const requestWith = (...authorization: string[]) =>
  ({ headersDistinct: authorization.length === 0 ? {} : { authorization } }) as unknown as Request;

function keys() {
  const clock = fakeClock();
  const apiKeys = createApiKeys({ store: memoryStore({ now: clock.now }), secrets: nodeKeySecrets, clock });
  const check = checkCredential({ apiKeys, keysFile: undefined, tokens: undefined });
  return { clock, apiKeys, check };
}

const behind = (check: CheckCredential) =>
  stillLetIn({ door: closedDoor, isFromThisMachine: () => true, check });

describe('who was let in is let in no more', () => {
  test('some seconds after the key was revoked', async () => {
    const { clock, apiKeys, check } = keys();
    const { secret, key } = await succeed(apiKeys.create({ scopes: ['admin'] }));
    const request = requestWith(`Bearer ${secret}`);
    expect(await behind(check)(request)).toBe(true);
    await succeed(apiKeys.revoke(key.key_id));
    clock.advance(5_000);
    expect(await behind(check)(request)).toBe(false);
  });

  test('when the key expires', async () => {
    const { clock, apiKeys, check } = keys();
    const { secret } = await succeed(apiKeys.create({ scopes: ['admin'], expiresInMs: 60_000 }));
    const request = requestWith(`Bearer ${secret}`);
    clock.advance(59_999);
    expect(await behind(check)(request)).toBe(true);
    clock.advance(1);
    expect(await behind(check)(request)).toBe(false);
  });

  test('when the token does', async () => {
    const { apiKeys } = keys();
    let hasExpired = false;
    const tokens: Tokens = { check: () => okAsync(hasExpired ? undefined : { scopes: ['read'] }) };
    const isLetIn = behind(checkCredential({ apiKeys, keysFile: undefined, tokens }));
    expect(await isLetIn(requestWith('Bearer a.b.c'))).toBe(true);
    hasExpired = true;
    expect(await isLetIn(requestWith('Bearer a.b.c'))).toBe(false);
  });

  test('when the first key is made, who had none', async () => {
    const { clock, apiKeys, check } = keys();
    const isLetIn = stillLetIn({
      door: doorUntilFirstKey(apiKeys, clock),
      isFromThisMachine: () => true,
      check,
    });
    expect(await isLetIn(requestWith())).toBe(true);
    await succeed(apiKeys.create({ scopes: ['admin'] }));
    clock.advance(5_000);
    expect(await isLetIn(requestWith())).toBe(false);
    expect(await isLetIn(requestWith('Bearer a', 'Bearer b'))).toBe(false);
  });
});

test('while the store does not answer, what was found before holds', async () => {
  const away = () => errAsync<never, StoreError>({ type: 'store_unavailable', message: 'down' });
  expect(await behind(away)(requestWith('Bearer k'))).toBe(true);
});

test('the service asks while it sends events', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const statusWatch = { listen: () => () => {}, history: () => [], stop: () => {} };
  let isLetIn = true;
  const { url, key } = await guardedApp({}, { statusWatch, stillLetIn: async () => isLetIn });
  const { secret } = await key({ scopes: ['admin'] });
  const headers = { authorization: `Bearer ${secret}` };
  const answer = await fetch(`${url}/api/sync/events`, { headers });
  await vi.advanceTimersByTimeAsync(15_000);
  isLetIn = false;
  await vi.advanceTimersByTimeAsync(15_000);
  expect((await answer.text()).match(/: still here/g)).toHaveLength(1);
});
