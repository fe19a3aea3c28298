import type { Migration } from './migration.js';

/** Times are ISO, `scopes` a JSON list. The keys themselves are nowhere. */
export const apiKeys: Migration = {
  version: 10,
  sql: `
    CREATE TABLE api_keys (
      key_id TEXT PRIMARY KEY,
      key_hash TEXT NOT NULL,
      scopes TEXT NOT NULL,
      label TEXT,
      created_at TEXT NOT NULL,
      expires_at TEXT,
      revoked_at TEXT,
      last_used_at TEXT
    ) STRICT, WITHOUT ROWID;
  `,
};
