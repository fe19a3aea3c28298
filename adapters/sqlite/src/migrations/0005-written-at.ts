import type { Migration } from './migration.js';

/** When a settled batch last wrote a ledger's row, in epoch milliseconds; NULL: none has, to our knowledge. */
export const writtenAt: Migration = {
  version: 5,
  sql: 'ALTER TABLE ledger ADD COLUMN written_at INTEGER;',
};
