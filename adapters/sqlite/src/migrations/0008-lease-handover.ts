import type { Migration } from './migration.js';

/** What a holder of a lease last told of the quota, as JSON, and when that was, epoch milliseconds; NULL: nothing yet. */
export const leaseHandover: Migration = {
  version: 8,
  sql: `
    ALTER TABLE leases ADD COLUMN handover TEXT;
    ALTER TABLE leases ADD COLUMN released_at INTEGER;
  `,
};
