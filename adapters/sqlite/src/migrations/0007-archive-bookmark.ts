import type { Migration } from './migration.js';

/** Set while this store is the copy of another and not finished: how far that has got, as whoever copies says it. */
export const archiveBookmark: Migration = {
  version: 7,
  sql: `
    CREATE TABLE archive_bookmark (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      bookmark TEXT NOT NULL
    ) STRICT;
  `,
};
