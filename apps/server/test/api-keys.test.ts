import { request } from 'node:http';
import { createApiKeys } from '@quiz-sync/core';
import { fakeClock, memoryStore, succeed } from '@quiz-sync/testing';
import { errAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { accessTo } from '../src/access/access-to.js';
import { doorUntilFirstKey } from '../src/access/door.js';
import { countGuesses, GUESSES_A_MINUTE } from '../src/access/guesses.js';
import { nodeKeySecrets } from '../src/access/node-key-secrets.js';
import { loadConfiguration } from '../src/configuration/load-configuration.js';
import { guardedApp } from './guarded-app.js';
import { guardOf } from './keys-file.js';
import { keepingLog, serveApp } from './serve-app.js';

describe('with keys of the store', () => {
  test('a key is let in for its scopes', async () => {
    const { key, ask } = await guardedApp();
    const { secret } = await key({ scopes: ['read'] });
    expect((await ask(`Bearer ${secret}`)).status).toBe(200);
    expect((await ask(`bearer   ${secret}`)).status).toBe(200);
    expect((await ask(`Bearer ${secret}`, '/api/sync/runs')).status).toBe(403);
    expect((await ask(`Bearer ${(await key({ scopes: ['admin'] })).secret}`, '/api/sync/runs')).status).toBe(
      200,
    );
  });

  test('whatever is wrong, the answer is the same', async () => {
    const { key, ask, apiKeys } = await guardedApp();
    const revoked = await key();
    await succeed(apiKeys.revoke(revoked.key_id));
    const { secret } = await key();
    const elsewhere = createApiKeys({ store: memoryStore(), secrets: nodeKeySecrets });
    const foreign = await succeed(elsewhere.create({ scopes: ['admin'] }));
    const wrong = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Basic cXM6cXM=',
      secret,
      `Bearer ${secret} ${secret}`,
      `Bearer ${secret}0`,
      `Bearer "${secret}"`,
      `Bearer ${secret},Bearer ${secret}`,
      `Bearer ${foreign.secret}`,
      `Bearer ${revoked.secret}`,
      `Bearer ${'a'.repeat(9_000)}`,
      'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1MSJ9.',
    ];
    const answers = await Promise.all(wrong.map((authorization) => ask(authorization)));
    const told = answers.map(async (answer) => {
      const { request_id: _, ...problem } = (await answer.json()) as { request_id: string };
      return JSON.stringify([answer.status, answer.headers.get('www-authenticate'), problem]);
    });
    expect(new Set(await Promise.all(told)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
  });

  test('a key in the URL, in a cookie or in a header of its own is not looked at', async () => {
    const { key, url } = await guardedApp();
    const { secret } = await key();
    for (const name of ['key', 'api_key', 'access_token', 'authorization'])
      expect((await fetch(`${url}/api/sync/status?${name}=${secret}`)).status, name).toBe(401);
    for (const name of ['x-api-key', 'cookie', 'proxy-authorization'])
      expect((await fetch(`${url}/api/sync/status`, { headers: { [name]: `key=${secret}` } })).status).toBe(
        401,
      );
  });

  test('no line of the log holds a key, right or wrong, wherever it was sent (fault 54)', async () => {
    const { key, ask, lines } = await guardedApp();
    const { secret } = await key({ scopes: ['admin'] });
    const wrong = `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`;
    for (const each of [secret, wrong, 'CANARY-key']) {
      await ask(`Bearer ${each}`, `/api/sync/status?key=${each}`);
      await ask(`Basic ${each}`, '/nothing');
      await ask(`Bearer ${each}`, '/api/sync/runs/none');
    }
    expect(lines.length).toBeGreaterThan(5);
    const told = JSON.stringify(lines);
    for (const part of [secret.slice(16, 48), 'CANARY']) expect(told).not.toContain(part);
  });

  test('two Authorization headers are refused, also when one of them is right', async () => {
    const { key, url } = await guardedApp();
    const { secret } = await key();
    const right = `Bearer ${secret}`;
    for (const pair of [
      [right, 'Bearer wrong'],
      ['Bearer wrong', right],
      [right, right],
    ])
      expect(await statusWith(url, pair)).toBe(401);
    expect(await statusWith(url, [right])).toBe(200);
  });

  test('a header beyond all measure is answered, and by no more than that', async () => {
    const { ask } = await guardedApp();
    expect((await ask(`Bearer ${'a'.repeat(30_000)}`)).status).toBe(431);
  });

  test('a store that does not answer is a 503: the key may well be right', async () => {
    const { log } = keepingLog();
    const configuration = loadConfiguration({ env: { HOST: '0.0.0.0' } })._unsafeUnwrap();
    const apiKeys = createApiKeys({ store: memoryStore(), secrets: nodeKeySecrets });
    const { secret } = await succeed(apiKeys.create({ scopes: ['read'] }));
    const away = () => errAsync({ type: 'store_unavailable' as const, message: 'down' });
    const lost = { ...apiKeys, list: away, check: away };
    const access = (await accessTo({ apiKeys: lost, configuration, log }, undefined))._unsafeUnwrap();
    const { ask } = await guardedApp({}, access);
    expect((await ask(`Bearer ${secret}`)).status).toBe(503);
    expect((await ask()).status).toBe(401);
  });
});

/** `fetch` would join them. */
function statusWith(url: string, authorizations: readonly string[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = ['host', 'localhost', ...authorizations.flatMap((value) => ['authorization', value])];
    request(
      `${url}/api/sync/status`,
      { headers: headers as unknown as Record<string, string> },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on('error', reject)
      .end();
  });
}

test('an operator’s key is changed for another, and at no moment is there none that works', async () => {
  const clock = fakeClock();
  const { key, ask, apiKeys } = await guardedApp({}, {}, clock);
  const year = 365 * 86_400_000;
  const letIn = async ({ secret }: { secret: string }) =>
    (await ask(`Bearer ${secret}`, '/api/sync/runs')).status === 200;
  const lastUses = async (...ids: string[]) => {
    const keys = await succeed(apiKeys.list());
    return ids.map((id) => keys.find(({ key_id }) => key_id === id)?.last_used_at);
  };
  const old = await key({ scopes: ['admin'], expiresInMs: year });
  expect(await letIn(old)).toBe(true);
  const usedAt = new Date(clock.now()).toISOString();
  clock.advance(year - 3_600_000);
  const next = await key({ scopes: ['admin'], expiresInMs: year });
  expect([await letIn(next), await letIn(old)], 'both, while people change over').toEqual([true, true]);
  const bothAt = new Date(clock.now()).toISOString();
  await expect.poll(() => lastUses(old.key_id, next.key_id)).toEqual([bothAt, bothAt]);
  expect(bothAt > usedAt).toBe(true);
  clock.advance(600_000);
  expect(await letIn(next)).toBe(true);
  const [stands, moves] = [bothAt, new Date(clock.now()).toISOString()];
  await expect.poll(() => lastUses(old.key_id, next.key_id)).toEqual([stands, moves]);
  await succeed(apiKeys.revoke(old.key_id));
  expect(await letIn(next)).toBe(true);
  clock.advance(5_000);
  expect([await letIn(next), await letIn(old)]).toEqual([true, false]);
  clock.advance(year);
  expect(await letIn(next), 'it expires in its turn').toBe(false);
});

describe('guessing', () => {
  const wrongKey = (n: number) => `Bearer qs_${'0'.repeat(12)}_${String(n).padStart(72, '0')}`;

  test('ends after some wrong keys, and keeps nobody out who has what cannot be guessed', async () => {
    const { key, ask, apiKeys } = await guardedApp();
    const { secret } = await key();
    for (let n = 0; n < GUESSES_A_MINUTE; n += 1) expect((await ask(wrongKey(n))).status).toBe(401);
    const refused = await ask(wrongKey(99));
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'too_many_requests' }]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await ask(`Bearer ${secret}`)).status, 'one that was never seen here').toBe(200);
    const revoked = await key();
    await succeed(apiKeys.revoke(revoked.key_id));
    expect((await ask(`Bearer ${revoked.secret}`)).status, 'one that is no good any more').toBe(429);
  });

  test('at keys of a file, which somebody may have thought up, ends also when one is right', async () => {
    const { url } = await serveApp({ authenticate: guardOf('in-use', 'secret') });
    const ask = async (key: string) => {
      const headers = { authorization: `Bearer ${key}` };
      return (await fetch(`${url}/api/sync/status`, { headers })).status;
    };
    expect(await ask('in-use')).toBe(200);
    for (let n = 0; n < GUESSES_A_MINUTE; n += 1) expect(await ask(`guess${n}`)).toBe(401);
    expect([await ask('guess'), await ask('secret')]).toEqual([429, 429]);
    expect(await ask('in-use'), 'who was let in from there before').toBe(200);
  });

  test('from elsewhere than where a key is used does not get by with it', () => {
    const guesses = countGuesses(fakeClock());
    guesses.right('192.0.2.1', 'file:1');
    expect(guesses.wasRight('192.0.2.1', 'file:1')).toBe(true);
    expect(guesses.wasRight('192.0.2.2', 'file:1')).toBe(false);
    expect(guesses.wasRight('192.0.2.1', 'file:2')).toBe(false);
  });

  test('is forgotten after a minute, also by a clock that was set back', () => {
    const clock = fakeClock();
    const guesses = countGuesses(clock);
    for (let n = 0; n < GUESSES_A_MINUTE; n += 1) guesses.wrong('192.0.2.1');
    expect(guesses.tooMany('192.0.2.1')).toBe(60);
    clock.jumpTo(clock.now() - 3_600_000);
    clock.advance(59_000);
    expect(guesses.tooMany('192.0.2.1')).toBe(1);
    clock.advance(1_000);
    expect(guesses.tooMany('192.0.2.1')).toBe(undefined);
  });

  test('is not what somebody does who sends nothing', async () => {
    const { ask } = await guardedApp();
    for (let n = 0; n < GUESSES_A_MINUTE + 5; n += 1) expect((await ask()).status).toBe(401);
    expect((await ask(wrongKey(1))).status).toBe(401);
  });

  test('is counted by address; an address that the caller makes up is not believed', async () => {
    const { url } = await guardedApp();
    const ask = (n: number) =>
      fetch(`${url}/api/sync/status`, {
        headers: {
          authorization: wrongKey(n),
          'x-forwarded-for': `10.0.0.${n}`,
          forwarded: `for=10.0.0.${n}`,
        },
      });
    for (let n = 0; n < GUESSES_A_MINUTE; n += 1) await ask(n);
    expect((await ask(99)).status).toBe(429);
  });

  test('behind a proxy is counted by what that says, and an IPv6 network counts as one', async () => {
    const { url } = await guardedApp({ QUIZ_SYNC_TRUST_PROXY: '1' });
    const ask = (forwarded: string) =>
      fetch(`${url}/api/sync/status`, {
        headers: { authorization: wrongKey(1), 'x-forwarded-for': forwarded },
      });
    for (let n = 0; n < GUESSES_A_MINUTE; n += 1) await ask(`203.0.113.${n}, 2001:db8:1:1::${n + 1}`);
    expect((await ask('2001:db8:1:1:ffff::1')).status).toBe(429);
    expect((await ask('2001:db8:ffff:1::1')).status).toBe(401);
    expect((await ask('203.0.113.1')).status).toBe(401);
  });
});

describe('who is let in where there is no key', () => {
  const application = (host: string) => {
    const { log } = keepingLog();
    const clock = fakeClock();
    const apiKeys = createApiKeys({ store: memoryStore(), secrets: nodeKeySecrets });
    const configuration = loadConfiguration({ env: { HOST: host } })._unsafeUnwrap();
    return { log, clock, apiKeys, configuration };
  };

  test.each(['0.0.0.0', '::', 'quiz.example.org', '192.168.1.1'])(
    'nobody on %s: the service does not start, and says how it would',
    async (host) => {
      const failure = (await accessTo(application(host), undefined))._unsafeUnwrapErr();
      expect(failure.type).toBe('access_not_set_up');
      expect(failure.message).toMatch(/^HOST: .* "npx quiz-sync keys create --scope admin"/);
    },
  );

  test('a key is enough to start, also one that is revoked: then nobody comes in', async () => {
    const opened = application('0.0.0.0');
    const { key } = await succeed(opened.apiKeys.create({ scopes: ['read'] }));
    await succeed(opened.apiKeys.revoke(key.key_id));
    expect((await accessTo(opened, undefined)).isOk()).toBe(true);
  });

  test('on loopback everybody, until the first key is made', async () => {
    const opened = application('127.0.0.1');
    const access = (await accessTo(opened, undefined))._unsafeUnwrap();
    expect(access.isOpen).toBe(true);
    const { ask } = await guardedApp({}, access);
    expect((await ask()).status).toBe(200);
    expect((await ask('Bearer whatever')).status).toBe(200);
  });

  test('a door that has closed stays so, and is looked at no more', async () => {
    const { clock, apiKeys } = application('127.0.0.1');
    let looks = 0;
    const list: typeof apiKeys.list = () => {
      looks += 1;
      return apiKeys.list();
    };
    const door = doorUntilFirstKey({ list }, clock);
    for (let n = 0; n < 100; n += 1) expect(await succeed(door.isOpen())).toBe(true);
    expect(looks).toBe(1);
    const { key } = await succeed(apiKeys.create({ scopes: ['read'] }));
    clock.advance(5_000);
    expect(await succeed(door.isOpen())).toBe(false);
    await succeed(apiKeys.revoke(key.key_id));
    clock.advance(60_000);
    expect(await succeed(door.isOpen())).toBe(false);
    expect(looks).toBe(2);
  });
});
