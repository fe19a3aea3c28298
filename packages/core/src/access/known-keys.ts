import type { ResultAsync } from 'neverthrow';
import type { ApiKeyRepo, StoredApiKey } from '../ports/api-key-repo.js';
import type { Clock } from '../ports/clock.js';
import type { StoreError } from '../ports/store-error.js';

/** How long an instance goes by what it has read of a key, milliseconds: that long a revoked one is still let in. */
export const KEY_CACHE_MS = 5_000;

/** Keys remembered at once; there are never as many. */
const MOST_KEYS = 1_000;

type Finding = ResultAsync<StoredApiKey | undefined, StoreError>;

/** Reads keys from the store, each at most once in {@link KEY_CACHE_MS}, however many requests carry it. */
export function knownKeys(repo: Pick<ApiKeyRepo, 'find'>, clock: Clock): (keyId: string) => Finding {
  const known = new Map<string, { readonly at: number; readonly finding: Finding }>();
  return (keyId) => {
    const before = known.get(keyId);
    if (before !== undefined && clock.monotonic() - before.at < KEY_CACHE_MS) return before.finding;
    const finding = repo.find(keyId);
    known.delete(keyId);
    known.set(keyId, { at: clock.monotonic(), finding });
    const [oldest] = known.keys();
    if (known.size > MOST_KEYS && oldest !== undefined) known.delete(oldest);
    void finding.match(
      // Whoever makes up ids must not push out those that are used.
      (key) => (key === undefined ? forget(keyId, finding) : undefined),
      () => forget(keyId, finding),
    );
    return finding;
  };

  function forget(keyId: string, finding: Finding): void {
    if (known.get(keyId)?.finding === finding) known.delete(keyId);
  }
}
