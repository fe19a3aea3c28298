import type { Migration } from './migration.js';

/** What clients send along with a completion and we only keep, as JSON; `NULL`: nothing. */
export const completionDetails: Migration = {
  version: 12,
  sql: 'ALTER TABLE completions ADD COLUMN details TEXT;',
};
