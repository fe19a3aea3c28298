import type { Migration } from './migration.js';

/**
 * Whose a session was before it was given to another learner, as JSON: their profiles may still count its chats. And a
 * tally holds the latest session that was named from now on, and when: those kept before do not.
 */
export const formerUsers: Migration = {
  version: 6,
  sql: `
    ALTER TABLE sessions ADD COLUMN former_users TEXT NOT NULL DEFAULT '[]';
    CREATE INDEX sessions_handed_over ON sessions (pending_since)
      WHERE pending_since IS NOT NULL AND former_users <> '[]';
    DELETE FROM learner_tallies;
  `,
};
