import type { Migration } from './migration.js';

/**
 * What a learner's submissions up to `through_seq` fold to, kept for those with a long history, so that a sync reads
 * what is new and not the history again. Derived: rows may be deleted at any time. Whoever changes what core's
 * `LearnerTally` holds adds a migration that empties this table; whoever deletes submissions deletes the learner's row.
 */
export const learnerTallies: Migration = {
  version: 4,
  sql: `
    CREATE TABLE learner_tallies (
      user_id TEXT PRIMARY KEY,
      through_seq INTEGER NOT NULL,
      tally TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
