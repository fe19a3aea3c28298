import { type Clock, defaultClock, type Log } from '@quiz-sync/core';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** The identity provider's keys are needed and cannot be fetched. */
export class KeysUnavailable extends Error {}

/** Keys older than this are fetched again, beside the requests that go by them meanwhile. Milliseconds. */
const REFRESH_AFTER_MS = 600_000;

/** A provider that cannot be reached is gone by for so long; then a key that it has withdrawn must not count any more. */
const KEEP_FOR_MS = 86_400_000;

/** A token by an unknown key makes the keys be fetched, but not more often: anybody can write such a token. */
const COOLDOWN_MS = 30_000;

/** A provider that did not answer is left alone for so long, however many tokens come. */
const RETRY_AFTER_MS = 2_000;

const TIMEOUT_MS = 5_000;

export interface RemoteKeysOptions {
  readonly clock?: Clock;
  readonly cooldownMs?: number;
}

/**
 * The keys at a JWKS address, fetched when the first token comes. Once there, they go on working while the address
 * cannot be reached. Throws {@link KeysUnavailable} when they are not there, or no longer good, and cannot be fetched.
 */
export function remoteKeys(url: URL, log: Log, options: RemoteKeysOptions = {}): JWTVerifyGetKey {
  const { clock = defaultClock, cooldownMs = COOLDOWN_MS } = options;
  // When to fetch is for us to say: the library asks a provider that is down again for every token.
  const never = { cacheMaxAge: Number.POSITIVE_INFINITY, cooldownDuration: Number.POSITIVE_INFINITY };
  const keys = createRemoteJWKSet(url, { ...never, timeoutDuration: TIMEOUT_MS });
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let hasFailed = false;
  let fetching: Promise<void> | undefined;

  async function fetchKeys(): Promise<void> {
    triedAt = clock.monotonic();
    try {
      await keys.reload();
      hasFailed = false;
      fetchedAt = triedAt;
    } catch (cause) {
      hasFailed = true;
      log.warn('The keys of the identity provider cannot be fetched', { reason: reasonOf(cause) });
      throw new KeysUnavailable();
    } finally {
      fetching = undefined;
    }
  }

  /** Not again so soon: then what came of it the last time holds. */
  async function fetchInTime(): Promise<void> {
    const notBefore = triedAt + (hasFailed ? RETRY_AFTER_MS : cooldownMs);
    if (fetching === undefined && clock.monotonic() < notBefore) {
      if (hasFailed) throw new KeysUnavailable();
      return;
    }
    fetching ??= fetchKeys();
    await fetching;
  }

  /** Waits only for keys without which nothing can be told. */
  async function seeToKeys(): Promise<void> {
    const now = clock.monotonic();
    if (keys.jwks() === undefined || now - fetchedAt > KEEP_FOR_MS) await fetchInTime();
    else if (now - triedAt > REFRESH_AFTER_MS) void fetchInTime().catch(() => {});
  }

  return async (header, token) => {
    await seeToKeys();
    try {
      return await keys(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey) {
        await fetchInTime();
        return keys(header, token);
      }
      if (isAboutToken(cause)) throw cause;
      log.warn('A key of the identity provider cannot be read', { reason: reasonOf(cause) });
      throw new KeysUnavailable();
    }
  };
}

/** The keys are there, and the token asks for none of them in a way that tells which. */
function isAboutToken(cause: unknown): boolean {
  return cause instanceof errors.JWKSMultipleMatchingKeys || cause instanceof errors.JOSENotSupported;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
