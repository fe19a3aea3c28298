import type { Migration } from './migration.js';

/** What a sync remembers from run to run, who may run it, and the batches that may still land. Documents are JSON. */
export const syncState: Migration = {
  version: 3,
  sql: `
    CREATE TABLE sync_state (
      target TEXT PRIMARY KEY,
      state TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE current_target (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      target TEXT NOT NULL
    ) STRICT;

    CREATE TABLE sync_runs (
      seq INTEGER PRIMARY KEY,
      target TEXT NOT NULL,
      run_id TEXT NOT NULL,
      ended INTEGER NOT NULL,
      run TEXT NOT NULL,
      UNIQUE (target, run_id)
    ) STRICT;
    CREATE INDEX sync_runs_by_end ON sync_runs (target, ended);

    CREATE TABLE sync_journal (
      seq INTEGER PRIMARY KEY,
      target TEXT NOT NULL,
      to_revision TEXT NOT NULL,
      entry TEXT NOT NULL,
      UNIQUE (target, to_revision)
    ) STRICT;

    CREATE TABLE leases (
      target TEXT PRIMARY KEY,
      fence INTEGER NOT NULL,
      holder TEXT,
      expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
