import type { ResultAsync } from 'neverthrow';
import type { Scope } from '../domain/scope.js';
import type { StoreError } from './store-error.js';

/** What is kept of an API key: enough to know it again, too little to make it. Times are ISO. */
export interface StoredApiKey {
  /** The part of the key that is no secret, and names it. */
  readonly key_id: string;
  /**
   * SHA-256 of the whole key, in hexadecimal. A slow hash, as for passwords, would buy nothing: the key holds 256 random
   * bits, and nobody guesses those however fast they can try.
   */
  readonly key_hash: string;
  readonly scopes: readonly Scope[];
  readonly label: string | undefined;
  readonly created_at: string;
  /** From then on it is not let in; `undefined`: never. */
  readonly expires_at: string | undefined;
  readonly revoked_at: string | undefined;
  /** Roughly: within a minute or so. `undefined`: never. */
  readonly last_used_at: string | undefined;
}

/** The API keys of the service. They are few, are never deleted, and nothing that is synced depends on them. */
export interface ApiKeyRepo {
  /** False when there is a key of that id already, which stays as it is. */
  insert(key: StoredApiKey): ResultAsync<{ inserted: boolean }, StoreError>;

  find(keyId: string): ResultAsync<StoredApiKey | undefined, StoreError>;

  /** All there ever were, revoked ones included, oldest first. */
  list(): ResultAsync<StoredApiKey[], StoreError>;

  /** The key as it is afterwards: of one revoked before the time stays. `undefined`: there is none of that id. */
  revoke(keyId: string, at: string): ResultAsync<StoredApiKey | undefined, StoreError>;

  /** Notes when a key was used; a later time that is there stays. Does nothing where there is no such key. */
  noteUse(keyId: string, at: string): ResultAsync<void, StoreError>;
}
