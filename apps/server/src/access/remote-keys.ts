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
  const keys = createRemoteJWKSet(url, {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: cooldownMs,
    timeoutDuration: TIMEOUT_MS,
  });
  let fetchedAt = 0;
  let triedAt = 0;

  async function fetchKeys(): Promise<void> {
    triedAt = clock.monotonic();
    try {
      await keys.reload();
      fetchedAt = clock.monotonic();
    } catch (cause) {
      log.warn('The keys of the identity provider cannot be fetched', { reason: reasonOf(cause) });
      throw new KeysUnavailable();
    }
  }

  /** Waits only for keys without which nothing can be told. */
  async function seeToKeys(): Promise<void> {
    const now = clock.monotonic();
    if (keys.jwks() === undefined || now - fetchedAt > KEEP_FOR_MS) await fetchKeys();
    else if (now - Math.max(fetchedAt, triedAt) > REFRESH_AFTER_MS) void fetchKeys().catch(() => {});
  }

  return async (header, token) => {
    await seeToKeys();
    try {
      return await keys(header, token);
    } catch (cause) {
      if (isAboutToken(cause)) throw cause;
      log.warn('The keys of the identity provider cannot be fetched', { reason: reasonOf(cause) });
      throw new KeysUnavailable();
    }
  };
}

/** The keys are there, and none of them is the one that the token asks for. */
function isAboutToken(cause: unknown): boolean {
  return (
    cause instanceof errors.JWKSNoMatchingKey ||
    cause instanceof errors.JWKSMultipleMatchingKeys ||
    cause instanceof errors.JOSENotSupported
  );
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
