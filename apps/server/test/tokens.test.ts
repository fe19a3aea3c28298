import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LearnerStatistics, SubmissionReceipt } from '@quiz-sync/core';
import { type FakeClock, fakeClock } from '@quiz-sync/testing';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { okAsync } from 'neverthrow';
import { describe, expect, onTestFinished, test } from 'vitest';
import { GUESSES_A_MINUTE } from '../src/access/guesses.js';
import { remoteKeys } from '../src/access/remote-keys.js';
import { createTokens } from '../src/access/tokens.js';
import { type GuardedApp, guardedApp } from './guarded-app.js';
import { keepingLog } from './serve-app.js';
import { stubQuizSync } from './stub-quiz-sync.js';

const ISSUER = 'https://login.example.org/';
const AUDIENCE = 'quiz-sync';
const DAY_MS = 86_400_000;

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** Those that are `undefined` are left out. */
type Claims = Readonly<Record<string, unknown>>;

interface Provider {
  readonly url: string;
  readonly pair: KeyPair;
  /** What it answers from now on: these keys, or nothing that can be used. */
  become(state: { keys: readonly object[] } | 'down'): void;
  asked(): number;
  /** A token as the provider makes it; `claims` replace or, as `undefined`, take out. */
  token(claims?: Claims, header?: { kid?: string; alg?: string }, pair?: KeyPair): Promise<string>;
}

async function identityProvider(): Promise<Provider> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  let state: { keys: readonly object[] } | 'down' = { keys: [await publicKey(pair, 'one')] };
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    if (state === 'down') response.writeHead(503).end('<html>busy</html>');
    else response.end(JSON.stringify(state));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    pair,
    become: (next) => {
      state = next;
    },
    asked: () => asked,
    token: (claims = {}, header = {}, { privateKey } = pair) =>
      new SignJWT(claimsOf(claims))
        .setProtectedHeader({ alg: 'ES256', kid: 'one', ...header })
        .sign(privateKey),
  };
}

async function publicKey({ publicKey: key }: KeyPair, kid: string): Promise<object> {
  return { ...(await exportJWK(key)), kid, alg: 'ES256', use: 'sig' };
}

function claimsOf(claims: Claims): JWTPayload {
  const now = Math.floor(Date.now() / 1_000);
  const all = { sub: 'ada', iss: ISSUER, aud: AUDIENCE, iat: now, exp: now + 600, ...claims };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const receipt: SubmissionReceipt = {
  ...{ submission_id: 's1', user_id: 'ada', quiz_type: 'micro', total_responses: 0, correct_responses: 0 },
  ...{ overall_score: 0, topic_breakdown: [], sync: { state: 'pending' } },
};

const adas: LearnerStatistics = {
  ...{ user_id: 'ada', first_name: undefined, last_name: undefined, email: undefined, total_chats: 0 },
  ...{ quizzes_taken: 0, day_streak: 0, days_active: 0, courses_enrolled: 0, courses_completed: 0 },
  ...{ total_course_score: 0, course_details: '', courses: [], progress: [] },
};

const submitted: unknown[] = [];
const quizSync = stubQuizSync({
  submitQuiz: (input) => {
    submitted.push(input);
    return okAsync({ receipt, repeat: false });
  },
  learnerStatistics: () => okAsync(adas),
});

const serve = ({ url }: Provider, env = {}): Promise<GuardedApp> =>
  guardedApp(
    {
      QUIZ_SYNC_JWT_JWKS_URL: url,
      QUIZ_SYNC_JWT_ISSUER: ISSUER,
      QUIZ_SYNC_JWT_AUDIENCE: AUDIENCE,
      ...env,
    },
    { quizSync },
  );

const ADAS = '/api/learners/ada/statistics';

describe('a token of the identity provider', () => {
  test('lets a learner in, to what is their own', async () => {
    const provider = await identityProvider();
    const { ask } = await serve(provider);
    const bearer = `Bearer ${await provider.token()}`;
    expect((await ask(bearer, ADAS)).status).toBe(200);
    expect((await ask(bearer, '/api/learners/bob/statistics')).status).toBe(403);
    for (const path of ['/api/sync/status', '/api/sync/runs', '/local-spreadsheet'])
      expect((await ask(bearer, path)).status, path).toBe(403);
    expect(provider.asked()).toBe(1);
  });

  test('says whose a submission is; a body that says otherwise is refused by name', async () => {
    const provider = await identityProvider();
    const { url } = await serve(provider);
    const authorization = `Bearer ${await provider.token()}`;
    const submit = (body: object) =>
      fetch(`${url}/api/quiz/submit`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const refused = await submit({ user_id: 'bob' });
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { code: 'other_learner', errors: [{ pointer: '/user_id' }] },
    ]);
    const stored = await submit({ quiz_type: 'micro' });
    expect(stored.status).toBe(201);
    expect(submitted).toEqual([{ quiz_type: 'micro', user_id: 'ada' }]);
  });

  test('gives no more than a learner may, whatever scopes it claims', async () => {
    const provider = await identityProvider();
    const { ask } = await serve(provider);
    const token = await provider.token({ scope: 'admin', scopes: ['admin'], permissions: ['admin'] });
    expect((await ask(`Bearer ${token}`, '/api/sync/runs')).status).toBe(403);
  });

  test('stands beside API keys', async () => {
    const provider = await identityProvider();
    const { ask, key } = await serve(provider);
    expect((await ask(`Bearer ${(await key()).secret}`)).status).toBe(200);
    expect(provider.asked()).toBe(0);
  });
});

describe('a token that is not let in', () => {
  const now = () => Math.floor(Date.now() / 1_000);

  test.each<[string, () => Claims]>([
    ['of another issuer', () => ({ iss: 'https://login.example.org' })],
    ['without an issuer', () => ({ iss: undefined })],
    ['for another audience', () => ({ aud: 'another' })],
    ['without an audience', () => ({ aud: undefined })],
    ['that has expired', () => ({ exp: now() - 31 })],
    ['that never expires', () => ({ exp: undefined })],
    ['from the future', () => ({ nbf: now() + 60 })],
    ['of nobody', () => ({ sub: undefined })],
    ['of an empty name', () => ({ sub: '' })],
    ['of a name that no learner can have', () => ({ sub: 'x'.repeat(201) })],
  ])('one %s', async (_, claims) => {
    const provider = await identityProvider();
    const { ask } = await serve(provider);
    expect((await ask(`Bearer ${await provider.token(claims())}`, ADAS)).status).toBe(401);
  });

  test('but clocks may differ by a little', async () => {
    const provider = await identityProvider();
    const { ask } = await serve(provider);
    const token = await provider.token({ exp: now() - 10, nbf: now() + 10 });
    expect((await ask(`Bearer ${token}`, ADAS)).status).toBe(200);
    const strict = await serve(provider, { QUIZ_SYNC_JWT_CLOCK_TOLERANCE: '0' });
    expect((await strict.ask(`Bearer ${token}`, ADAS)).status).toBe(401);
  });

  test('one that nobody signed', async () => {
    const provider = await identityProvider();
    const { ask } = await serve(provider);
    const unsigned = new UnsecuredJWT(claimsOf({})).encode();
    const [header, payload] = (await provider.token()).split('.');
    const none = Buffer.from('{"alg":"none","kid":"one"}').toString('base64url');
    for (const token of [unsigned, `${header}.${payload}.`, `${none}.${payload}.`, `${none}.${payload}.AAAA`])
      expect((await ask(`Bearer ${token}`, ADAS)).status, token).toBe(401);
  });

  test('one that was changed after it was signed', async () => {
    const provider = await identityProvider();
    const { ask } = await serve(provider);
    const [header, , signature] = (await provider.token()).split('.');
    const [, payload] = (await provider.token({ sub: 'bob' })).split('.');
    expect(
      (await ask(`Bearer ${header}.${payload}.${signature}`, '/api/learners/bob/statistics')).status,
    ).toBe(401);
  });

  test('one signed with the public key as if it were a shared secret', async () => {
    const provider = await identityProvider();
    const { ask } = await serve(provider);
    const known = [
      await exportSPKI(provider.pair.publicKey),
      JSON.stringify(await publicKey(provider.pair, 'one')),
    ];
    for (const secret of known) {
      const token = await new SignJWT(claimsOf({}))
        .setProtectedHeader({ alg: 'HS256', kid: 'one' })
        .sign(new TextEncoder().encode(secret));
      expect((await ask(`Bearer ${token}`, ADAS)).status).toBe(401);
    }
  });

  test('one by a shared secret, even when the provider publishes it', async () => {
    const provider = await identityProvider();
    const secret = new TextEncoder().encode('a secret of thirty-two characters');
    const k = Buffer.from(secret).toString('base64url');
    provider.become({ keys: [{ kty: 'oct', k, kid: 'one', alg: 'HS256' }] });
    const { ask } = await serve(provider);
    const token = await new SignJWT(claimsOf({}))
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .sign(secret);
    expect((await ask(`Bearer ${token}`, ADAS)).status).toBe(401);
  });

  test('one that brings its own key, or says where to get it', async () => {
    const provider = await identityProvider();
    const { ask } = await serve(provider);
    const own = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(own.publicKey);
    const elsewhere = await identityProvider();
    const headers = [{ jwk }, { jku: elsewhere.url }, { x5u: elsewhere.url }, { jwk, kid: 'own' }];
    for (const header of headers)
      expect((await ask(`Bearer ${await provider.token({}, header as object, own)}`, ADAS)).status).toBe(401);
    expect(elsewhere.asked()).toBe(0);
  });

  test('one by an algorithm that the settings do not list', async () => {
    const provider = await identityProvider();
    const { ask } = await serve(provider, { QUIZ_SYNC_JWT_ALGORITHMS: 'RS256' });
    expect((await ask(`Bearer ${await provider.token()}`, ADAS)).status).toBe(401);
  });
});

describe('an identity provider that cannot be reached', () => {
  test('is a 503, which says when to try again, since the token may be right', async () => {
    const provider = await identityProvider();
    provider.become('down');
    const { ask, lines } = await serve(provider);
    const answer = await ask(`Bearer ${await provider.token()}`, ADAS);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await answer.json()).toMatchObject({ code: 'identity_provider_unavailable' });
    expect(lines.map(({ message }) => message)).toContain(
      'The keys of the identity provider cannot be fetched',
    );
  });

  test('is gone by while its keys are there, and asked again every ten minutes', async () => {
    const { provider, check, clock, failures } = await tokensOf();
    const token = await provider.token();
    expect(await check(token)).toBe('ada');
    provider.become('down');
    clock.advance(601_000);
    expect(await check(token)).toBe('ada');
    await failures(1);
    for (let n = 0; n < 5; n += 1) expect(await check(token)).toBe('ada');
    clock.advance(601_000);
    expect(await check(token)).toBe('ada');
    await failures(2);
    expect(provider.asked(), 'once at first, and once every ten minutes').toBe(3);
  });

  test('is not gone by for ever: a key that it withdrew must not count any more', async () => {
    const { provider, check, clock } = await tokensOf();
    const token = await provider.token();
    expect(await check(token)).toBe('ada');
    provider.become('down');
    clock.advance(DAY_MS + 1);
    expect(await check(token)).toBe('identity_provider_unavailable');
    provider.become({ keys: [await publicKey(provider.pair, 'one')] });
    clock.advance(2_000);
    expect(await check(token)).toBe('ada');
  });

  test('is asked again after two seconds, and not by each token that comes', async () => {
    const { provider, check, clock } = await tokensOf();
    const tokens = [await provider.token(), await provider.token({}, { kid: 'made up' })];
    provider.become('down');
    for (const asked of [1, 2]) {
      for (const token of [...tokens, ...tokens])
        expect(await check(token)).toBe('identity_provider_unavailable');
      expect(provider.asked()).toBe(asked);
      clock.advance(2_000);
    }
    provider.become({ keys: [await publicKey(provider.pair, 'one')] });
    const both = await Promise.all(tokens.map(check));
    expect([both, provider.asked()], 'the second asks for its key, the first does not wait for it').toEqual([
      ['ada', undefined],
      4,
    ]);
    provider.become('down');
    for (let n = 0; n < 3; n += 1) {
      expect(await check(tokens[1] ?? '')).toBe('identity_provider_unavailable');
      expect(await check(tokens[0] ?? '')).toBe('ada');
    }
    expect(provider.asked()).toBe(5);
  });

  test('a new key of the provider is fetched when a token names it, and an old one that is gone counts no more', async () => {
    const { provider, check } = await tokensOf();
    const old = await provider.token();
    expect(await check(old)).toBe('ada');
    const next = await generateKeyPair('ES256', { extractable: true });
    provider.become({ keys: [await publicKey(next, 'two')] });
    expect(await check(await provider.token({}, { kid: 'two' }, next))).toBe('ada');
    expect(await check(old)).toBe(undefined);
  });

  test('learners whose tokens are new go on where somebody guesses', async () => {
    const provider = await identityProvider();
    const { ask } = await serve(provider);
    const stranger = await generateKeyPair('ES256', { extractable: true });
    const wrong = `Bearer ${await provider.token({}, {}, stranger)}`;
    for (let n = 0; n < GUESSES_A_MINUTE; n += 1) expect((await ask(wrong, ADAS)).status).toBe(401);
    expect((await ask(wrong, ADAS)).status).toBe(429);
    expect((await ask(`Bearer ${await provider.token()}`, ADAS)).status).toBe(200);
  });

  test('tokens by keys that somebody makes up do not make us ask all the time', async () => {
    const provider = await identityProvider();
    const { ask } = await serve(provider);
    for (let n = 0; n < 5; n += 1) {
      const token = await provider.token({}, { kid: `made up ${n}` });
      expect((await ask(`Bearer ${token}`, ADAS)).status).toBe(401);
    }
    expect(provider.asked()).toBe(1);
  });
});

/** Tokens by themselves, with time in hand and no pause between two looks at the provider. */
async function tokensOf() {
  const provider = await identityProvider();
  const clock: FakeClock = fakeClock();
  const { log, lines } = keepingLog();
  const keyFor = remoteKeys(new URL(provider.url), log, { clock, cooldownMs: 0 });
  const rules = { issuer: ISSUER, audience: AUDIENCE, algorithms: ['ES256'], clockTolerance: 0 };
  const tokens = createTokens(rules, keyFor);
  return {
    provider,
    clock,
    check: async (token: string) => {
      const checked = await tokens.check(token);
      return checked.isOk() ? checked.value?.user_id : checked.error.type;
    },
    /** Resolves when so many tries to fetch the keys have failed. */
    failures: async (times: number) => {
      while (lines.length < times) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
