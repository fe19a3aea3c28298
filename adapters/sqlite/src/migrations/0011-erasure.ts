import type { Migration } from './migration.js';

/**
 * Learners who were erased. `erasure` 0: not; 1: nothing is known of them but that rows are to go from the spreadsheet;
 * 2: the same, and somebody has told of them since. And what finds a learner's sessions.
 */
export const erasure: Migration = {
  version: 11,
  sql: `
    ALTER TABLE learners ADD COLUMN erasure INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX sessions_by_user ON sessions (user_id) WHERE user_id IS NOT NULL;
    CREATE INDEX sessions_of_former_users ON sessions (session_id) WHERE former_users <> '[]';
  `,
};
