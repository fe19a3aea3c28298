import type { Migration } from './migration.js';

/**
 * What the last holder of a lease told when giving it back, as JSON, and when that was, epoch milliseconds. NULL while
 * it is held, and after it expired.
 */
export const leaseHandover: Migration = {
  version: 8,
  sql: `
    ALTER TABLE leases ADD COLUMN handover TEXT;
    ALTER TABLE leases ADD COLUMN released_at INTEGER;
  `,
};
