import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { z } from 'zod';
import { SCOPES, type Scope } from '../domain/scope.js';
import { labelSchema } from '../domain/text.js';
import type { StoredApiKey } from '../ports/api-key-repo.js';
import type { Clock } from '../ports/clock.js';
import type { KeySecrets } from '../ports/key-secrets.js';
import type { Store } from '../ports/store.js';
import type { StoreError } from '../ports/store-error.js';
import { defaultClock } from '../runtime/default-clock.js';
import type { InvalidInput } from '../use-cases/invalid-input.js';
import { readInput } from '../use-cases/read-input.js';
import { keyIdIn, makeApiKey } from './api-key-text.js';
import { knownKeys } from './known-keys.js';
import { noteUses } from './note-uses.js';

/** What may be shown of a key. */
export interface ApiKey extends Omit<StoredApiKey, 'key_hash'> {
  readonly state: 'active' | 'expired' | 'revoked';
}

export interface NewApiKey {
  /** At least one. */
  readonly scopes: readonly Scope[];
  readonly label?: string | undefined;
  /** Milliseconds from now; left out: it does not expire. */
  readonly expiresInMs?: number | undefined;
}

/** There is no key of this id. */
export interface KeyUnknown {
  readonly type: 'key_unknown';
  readonly key_id: string;
}

/** The API keys of the service, kept in the store and so shared by all instances. */
export interface ApiKeys {
  /** Makes a key. `secret` is the key itself: it is kept nowhere, and cannot be had again. */
  create(input: NewApiKey): ResultAsync<{ secret: string; key: ApiKey }, InvalidInput | StoreError>;
  /** All there ever were, oldest first. */
  list(): ResultAsync<ApiKey[], StoreError>;
  /** Within some seconds it is let in nowhere any more. Revoking it again changes nothing. */
  revoke(keyId: string): ResultAsync<ApiKey, KeyUnknown | StoreError>;
  /**
   * The key, when it is one that is to be let in, and notes its use. `undefined` for everything else, whatever is wrong
   * with it.
   */
  check(text: string): ResultAsync<ApiKey | undefined, StoreError>;
}

export interface ApiKeysOptions {
  readonly store: Pick<Store, 'apiKeys'>;
  readonly secrets: KeySecrets;
  readonly clock?: Clock;
}

const YEAR_MS = 366 * 86_400_000;
const LONGEST_LIFE_MS = 100 * YEAR_MS;

const inputSchema = z.strictObject({
  scopes: z
    .array(z.enum(SCOPES))
    .min(1, 'must name at least one scope')
    .transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
  label: labelSchema.optional(),
  expiresInMs: z
    .int()
    .positive('must lie ahead')
    .max(LONGEST_LIFE_MS, 'must lie within 100 years')
    .optional(),
});

/** Compared with where there is no key of the id, so that the way is the same. */
const NO_HASH = '0'.repeat(64);

export function createApiKeys({ store, secrets, clock = defaultClock }: ApiKeysOptions): ApiKeys {
  const repo = store.apiKeys;
  const find = knownKeys(repo, clock);
  const noteUse = noteUses(repo, clock);
  const shown = (key: StoredApiKey): ApiKey => toApiKey(key, clock.now());

  function insert(input: z.output<typeof inputSchema>): ReturnType<ApiKeys['create']> {
    const { key: secret, key_id } = makeApiKey(secrets);
    const stored = toStored(input, { key_id, key_hash: secrets.sha256(secret) }, clock.now());
    return repo
      .insert(stored)
      .andThen(({ inserted }) => (inserted ? okAsync({ secret, key: shown(stored) }) : insert(input)));
  }

  return {
    create: (input) => readInput(inputSchema, input).asyncAndThen(insert),
    list: () => repo.list().map((keys) => keys.map(shown)),
    revoke: (key_id) =>
      repo
        .revoke(key_id, new Date(clock.now()).toISOString())
        .andThen((key) =>
          key === undefined ? errAsync({ type: 'key_unknown' as const, key_id }) : okAsync(shown(key)),
        ),
    check(text) {
      const keyId = keyIdIn(text, secrets);
      if (keyId === undefined) return okAsync(undefined);
      return find(keyId).map((known) => {
        const isSame = secrets.equal(secrets.sha256(text), known?.key_hash ?? NO_HASH);
        if (known === undefined || !isSame) return undefined;
        const key = shown(known);
        if (key.state !== 'active') return undefined;
        noteUse(known);
        return key;
      });
    },
  };
}

function toStored(
  { scopes, label, expiresInMs }: z.output<typeof inputSchema>,
  made: Pick<StoredApiKey, 'key_id' | 'key_hash'>,
  now: number,
): StoredApiKey {
  return {
    ...made,
    scopes,
    label,
    created_at: new Date(now).toISOString(),
    expires_at: expiresInMs === undefined ? undefined : new Date(now + expiresInMs).toISOString(),
    revoked_at: undefined,
    last_used_at: undefined,
  };
}

function toApiKey({ key_hash: _, ...key }: StoredApiKey, now: number): ApiKey {
  return { ...key, state: stateOf(key, now) };
}

function stateOf({ revoked_at, expires_at }: Omit<StoredApiKey, 'key_hash'>, now: number): ApiKey['state'] {
  if (revoked_at !== undefined) return 'revoked';
  return expires_at !== undefined && Date.parse(expires_at) <= now ? 'expired' : 'active';
}
