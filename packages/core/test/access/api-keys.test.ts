import type { ApiKeyRepo } from '@quiz-sync/core';
import { FAKE_START, fakeClock, memoryStore, refused, succeed } from '@quiz-sync/testing';
import { errAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { createApiKeys } from '../../src/access/api-keys.js';
import { KEY_CACHE_MS } from '../../src/access/known-keys.js';
import { countingSecrets } from './key-secrets.js';

const HOUR_MS = 3_600_000;

/** `repo` replaces methods of the store. `another` is a second instance on it. */
function open(repo: Partial<ApiKeyRepo> = {}) {
  const clock = fakeClock();
  const store = memoryStore({ now: clock.now });
  const asked: string[] = [];
  const noting: ApiKeyRepo = {
    ...store.apiKeys,
    find: (keyId) => {
      asked.push(`find ${keyId}`);
      return store.apiKeys.find(keyId);
    },
    noteUse: (keyId, at) => {
      asked.push(`noteUse ${at}`);
      return store.apiKeys.noteUse(keyId, at);
    },
    ...repo,
  };
  const secrets = countingSecrets();
  const instance = () => createApiKeys({ store: { apiKeys: noting }, secrets, clock });
  return { clock, store, asked, keys: instance(), another: instance() };
}

describe('a new key', () => {
  test('is told once, named, and kept as a hash', async () => {
    const { keys, store } = open();
    const { secret, key } = await succeed(
      keys.create({ scopes: ['read', 'submit', 'read'], label: 'Moodle' }),
    );
    expect(secret).toMatch(/^qs_[0-9a-f]{12}_[0-9a-f]{72}$/);
    expect(secret.startsWith(`qs_${key.key_id}_`)).toBe(true);
    expect(key).toEqual({
      key_id: key.key_id,
      scopes: ['submit', 'read'],
      label: 'Moodle',
      created_at: new Date(FAKE_START).toISOString(),
      state: 'active',
    });
    const kept = JSON.stringify(await succeed(store.apiKeys.list()));
    expect(kept).not.toContain(secret.slice(-72, -8));
    expect(JSON.stringify(await succeed(keys.list()))).not.toMatch(/hash/);
  });

  test('has an id of its own, even when chance gives one twice', async () => {
    const { keys, store } = open();
    const taken = '1'.padStart(12, '0');
    const { key } = await succeed(keys.create({ scopes: ['read'] }));
    expect(key.key_id).toBe(taken);
    const again = createApiKeys({ store, secrets: countingSecrets() });
    expect((await succeed(again.create({ scopes: ['read'] }))).key.key_id).not.toBe(taken);
    expect(await succeed(keys.list())).toHaveLength(2);
  });

  test.each([
    [{ scopes: [] }, '/scopes'],
    [{ scopes: ['root'] }, '/scopes/0'],
    [{ scopes: ['read'], label: '' }, '/label'],
    [{ scopes: ['read'], label: 'x'.repeat(201) }, '/label'],
    [{ scopes: ['read'], expiresInMs: 0 }, '/expiresInMs'],
    [{ scopes: ['read'], expiresInMs: 4e12 }, '/expiresInMs'],
  ])('%j is refused', async (input, pointer) => {
    const { keys } = open();
    const failure = await refused(keys.create(input as Parameters<typeof keys.create>[0]));
    expect(failure).toMatchObject({ type: 'invalid_input', issues: [{ pointer }] });
    expect(await succeed(keys.list())).toEqual([]);
  });
});

describe('a key that is shown', () => {
  test('is let in with its scopes, and so is the next one beside it, for as long as people need to change over', async () => {
    const { keys } = open();
    const old = await succeed(keys.create({ scopes: ['submit'] }));
    const next = await succeed(keys.create({ scopes: ['submit', 'read'] }));
    expect(await succeed(keys.check(old.secret))).toMatchObject({
      key_id: old.key.key_id,
      scopes: ['submit'],
    });
    expect(await succeed(keys.check(next.secret))).toMatchObject({ scopes: ['submit', 'read'] });
    await succeed(keys.revoke(old.key.key_id));
    expect((await succeed(keys.list())).map(({ state }) => state)).toEqual(['revoked', 'active']);
    expect(await succeed(keys.check(next.secret))).toBeDefined();
  });

  test('is not let in when a character is another, missing or more', async () => {
    const { keys, asked } = open();
    const { secret } = await succeed(keys.create({ scopes: ['admin'] }));
    const changed = (at: number) =>
      secret.slice(0, at) + (secret[at] === '0' ? '1' : '0') + secret.slice(at + 1);
    const wrong = [3, 14, 16, 40, 79, 80, 87].map(changed);
    for (const text of [...wrong, secret.slice(0, -1), `${secret}0`, ` ${secret}`, secret.toUpperCase(), ''])
      expect(await succeed(keys.check(text)), text).toBe(undefined);
    expect(asked).toEqual([]);
  });

  test('is not let in when only its hash is other than that of the store', async () => {
    const { keys, store } = open();
    const { secret } = await succeed(keys.create({ scopes: ['admin'] }));
    const [stored] = await succeed(store.apiKeys.list());
    if (stored === undefined) throw new Error('There must be a key.');
    const other = createApiKeys({
      store: { apiKeys: { ...store.apiKeys, find: () => store.apiKeys.find('nobody') } },
      secrets: countingSecrets(),
    });
    expect(await succeed(other.check(secret))).toBe(undefined);
    await succeed(
      store.archive.write([{ kind: 'api_key', key: { ...stored, key_hash: 'f'.repeat(64) } }], ''),
    );
    expect(await succeed(keys.check(secret))).toBe(undefined);
  });

  test('ends at its time, to the millisecond', async () => {
    const { keys, clock } = open();
    const { secret } = await succeed(keys.create({ scopes: ['read'], expiresInMs: HOUR_MS }));
    clock.advance(HOUR_MS - 1);
    expect(await succeed(keys.check(secret))).toBeDefined();
    clock.advance(1);
    expect(await succeed(keys.check(secret))).toBe(undefined);
    expect(await succeed(keys.list())).toMatchObject([{ state: 'expired' }]);
  });
});

describe('a revoked key', () => {
  test('is let in nowhere once its memory is over, on any instance', async () => {
    const { keys, another, clock } = open();
    const { secret, key } = await succeed(keys.create({ scopes: ['read'] }));
    expect(await succeed(another.check(secret))).toBeDefined();
    await succeed(keys.revoke(key.key_id));
    clock.advance(KEY_CACHE_MS);
    for (const instance of [keys, another]) expect(await succeed(instance.check(secret))).toBe(undefined);
  });

  test('is revoked once', async () => {
    const { keys, clock } = open();
    const { key } = await succeed(keys.create({ scopes: ['read'] }));
    const first = await succeed(keys.revoke(key.key_id));
    clock.advance(HOUR_MS);
    expect(await succeed(keys.revoke(key.key_id))).toEqual(first);
    expect(await refused(keys.revoke('nobody'))).toEqual({ type: 'key_unknown', key_id: 'nobody' });
  });
});

describe('what a key costs', () => {
  test('a burst reads it once and writes once; a use a minute later writes again', async () => {
    const { keys, asked, clock, store } = open();
    const { secret, key } = await succeed(keys.create({ scopes: ['submit'] }));
    const checks = Array.from({ length: 500 }, () => keys.check(secret));
    for (const check of checks) expect(await succeed(check)).toBeDefined();
    const first = new Date(FAKE_START).toISOString();
    expect(asked).toEqual([`find ${key.key_id}`, `noteUse ${first}`]);
    clock.advance(59_999);
    await succeed(keys.check(secret));
    expect(asked.filter((call) => call.startsWith('noteUse'))).toHaveLength(1);
    clock.advance(1);
    await succeed(keys.check(secret));
    expect(asked.filter((call) => call.startsWith('noteUse'))).toHaveLength(2);
    const last_used_at = new Date(FAKE_START + 60_000).toISOString();
    expect(await succeed(store.apiKeys.list())).toMatchObject([{ last_used_at }]);
  });

  test('another instance does not write what this one has written', async () => {
    const { keys, another, asked, clock } = open();
    const { secret } = await succeed(keys.create({ scopes: ['submit'] }));
    await succeed(keys.check(secret));
    clock.advance(10_000);
    await succeed(another.check(secret));
    expect(asked.filter((call) => call.startsWith('noteUse'))).toHaveLength(1);
  });

  test('a use that cannot be noted fails nobody', async () => {
    const { keys } = open({ noteUse: () => errAsync({ type: 'store_full', message: 'm' }) });
    const { secret } = await succeed(keys.create({ scopes: ['submit'] }));
    expect(await succeed(keys.check(secret))).toBeDefined();
  });

  test('ids that somebody makes up push no key out of memory', async () => {
    const { keys, asked } = open();
    const { secret } = await succeed(keys.create({ scopes: ['submit'] }));
    await succeed(keys.check(secret));
    const foreign = createApiKeys({ store: memoryStore(), secrets: countingSecrets() });
    for (let made = 0; made < 1_100; made += 1)
      await succeed(keys.check((await succeed(foreign.create({ scopes: ['admin'] }))).secret));
    await succeed(keys.check(secret));
    expect(asked.filter((call) => call === 'find 000000000001')).toHaveLength(1);
  });

  test('a store that does not answer is asked again by the next request', async () => {
    let fails = true;
    const { keys, store } = open({
      find: (keyId) =>
        fails ? errAsync({ type: 'store_unavailable', message: 'm' }) : store.apiKeys.find(keyId),
    });
    const { secret } = await succeed(keys.create({ scopes: ['submit'] }));
    expect(await refused(keys.check(secret))).toMatchObject({ type: 'store_unavailable' });
    fails = false;
    expect(await succeed(keys.check(secret))).toBeDefined();
  });
});
