import type { ApiKey } from '@quiz-sync/core';
import type { AccessDescribed, Configuration } from '@quiz-sync/server';
import { ResultAsync } from 'neverthrow';
import { EXIT_CODES } from '../exit-code.js';
import type { Failure } from '../failure.js';
import { counted } from '../render/counted.js';
import { type Check, doubtful, fine } from './check.js';
import { failedCheck } from './failed-check.js';

const NAME = 'authentication';
const PROVIDER = 'identity provider';
const MAKE_A_KEY = 'quiz-sync keys create';

/** As long as the service itself waits for it. Milliseconds. */
const ANSWER_MS = 5_000;

/** Who would be let in, and whether those who come with a token could be. The server's own judgement is loaded here. */
export async function checkAuthentication(
  configuration: Configuration,
  listing: ResultAsync<readonly ApiKey[], Failure>,
): Promise<readonly Check[]> {
  const keys = await listing;
  if (keys.isErr()) return [await failedCheck(NAME, keys.error)];
  const { describeAccess } = await import('@quiz-sync/server');
  const access = describeAccess(configuration, keys.value);
  const provider = access.jwksUrl === undefined ? [] : [await checkProvider(access.jwksUrl)];
  return [await judged(access, configuration), ...provider];
}

async function judged(access: AccessDescribed, { host, jwtIssuer }: Configuration): Promise<Check> {
  const { door, activeKeys, file } = access;
  if (typeof file === 'object')
    return failedCheck(NAME, file, 'Mend the file, or take QUIZ_SYNC_API_KEYS_FILE away.');
  if (door === 'not_set_up')
    return {
      name: NAME,
      state: 'failure',
      detail: `the service would not start: ${access.reachableBy}, and nobody could be told apart`,
      remedy: MAKE_A_KEY,
      exitCode: EXIT_CODES.usage,
    };
  if (door === 'open')
    return fine(NAME, `open to whoever is on this machine (${host}), until the first key is made`);
  const ways = [
    ...(activeKeys === 0 ? [] : [counted(activeKeys, 'key')]),
    ...(file === 'used' ? ['a file of keys'] : []),
    ...(access.jwksUrl === undefined ? [] : [`tokens of ${jwtIssuer}`]),
  ];
  if (ways.length === 0)
    return doubtful(NAME, 'closed, and no key is good any more: nobody is let in', MAKE_A_KEY);
  return fine(NAME, `closed; let in are ${ways.join(', ')}`);
}

/** Fetches the keys that tokens are proven with. */
async function checkProvider(url: string): Promise<Check> {
  const asked = await ResultAsync.fromPromise(keysAt(url), (cause) => whyNot(cause));
  return asked.match(
    (count): Check =>
      count > 0
        ? fine(PROVIDER, `${url} gives ${counted(count, 'key')}`)
        : unusable(`${url} gives no keys (a JWK Set is wanted)`),
    (why) => unusable(`${url} cannot be fetched: ${why}`),
  );
}

function unusable(detail: string): Check {
  return {
    name: PROVIDER,
    state: 'failure',
    detail,
    remedy: 'Correct QUIZ_SYNC_JWT_JWKS_URL, or see that the provider can be reached from this machine.',
    exitCode: EXIT_CODES.later,
  };
}

async function keysAt(url: string): Promise<number> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
  if (!answer.ok) throw new Error(`it answers ${answer.status}`);
  const body: unknown = await answer.json();
  const keys = typeof body === 'object' && body !== null && 'keys' in body ? body.keys : undefined;
  return Array.isArray(keys) ? keys.length : 0;
}

function whyNot(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { cause: under } = cause;
  return under instanceof Error && under.message !== '' ? under.message : cause.message;
}
