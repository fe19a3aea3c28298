import type { Migration } from './migration.js';

/** Requests remembered by their key, with what was answered. `taken_at` is epoch milliseconds. */
export const idempotencyKeys: Migration = {
  version: 9,
  sql: `
    CREATE TABLE idempotency_keys (
      seq INTEGER PRIMARY KEY,
      scope TEXT NOT NULL,
      key TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      user_id TEXT NOT NULL,
      answer TEXT,
      taken_at INTEGER NOT NULL,
      UNIQUE (scope, key)
    ) STRICT;
    CREATE INDEX idempotency_keys_by_age ON idempotency_keys (taken_at);
    CREATE INDEX idempotency_keys_by_user ON idempotency_keys (user_id);
  `,
};
