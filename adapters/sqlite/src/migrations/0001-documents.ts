import type { Migration } from './migration.js';

/**
 * What people send. A submission's row is never rewritten: that it waits for the sync is a row of its own in
 * `pending_submissions`, written in the same transaction, so that acknowledging costs a delete in a small table
 * instead of a rewrite of the document. The other documents are small and carry their pending mark themselves.
 *
 * `since` and `pending_since` are epoch milliseconds; `pending_since IS NULL`: the spreadsheet has it.
 * `totals` keeps what counting would have to walk the history for; `changes` numbers the requeues.
 */
export const documents: Migration = {
  version: 1,
  sql: `
    CREATE TABLE submissions (
      seq INTEGER PRIMARY KEY,
      submission_id TEXT NOT NULL UNIQUE,
      user_id TEXT NOT NULL,
      session_id TEXT,
      submitted_at TEXT NOT NULL,
      responses INTEGER NOT NULL,
      document TEXT NOT NULL
    ) STRICT;
    CREATE INDEX submissions_by_user ON submissions (user_id);
    CREATE INDEX submissions_by_session ON submissions (session_id, submitted_at) WHERE session_id IS NOT NULL;

    CREATE TABLE pending_submissions (
      seq INTEGER PRIMARY KEY,
      version INTEGER NOT NULL,
      since INTEGER NOT NULL,
      responses INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX pending_submissions_by_age ON pending_submissions (since);

    CREATE TABLE totals (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      submissions INTEGER NOT NULL,
      responses INTEGER NOT NULL,
      changes INTEGER NOT NULL
    ) STRICT;
    INSERT INTO totals (id, submissions, responses, changes) VALUES (1, 0, 0, 1);

    CREATE TABLE learners (
      user_id TEXT PRIMARY KEY,
      facts TEXT NOT NULL,
      version INTEGER NOT NULL,
      pending_since INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX learners_pending ON learners (pending_since) WHERE pending_since IS NOT NULL;

    CREATE TABLE courses (
      course_id TEXT PRIMARY KEY,
      facts TEXT NOT NULL,
      version INTEGER NOT NULL,
      pending_since INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX courses_pending ON courses (pending_since) WHERE pending_since IS NOT NULL;

    CREATE TABLE completions (
      user_id TEXT NOT NULL,
      course_id TEXT NOT NULL,
      session_id TEXT,
      completed_at TEXT NOT NULL,
      version INTEGER NOT NULL,
      pending_since INTEGER,
      PRIMARY KEY (user_id, course_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX completions_by_session ON completions (session_id) WHERE session_id IS NOT NULL;
    CREATE INDEX completions_pending ON completions (pending_since) WHERE pending_since IS NOT NULL;

    CREATE TABLE sessions (
      session_id TEXT PRIMARY KEY,
      user_id TEXT,
      messages INTEGER NOT NULL,
      heard_at TEXT NOT NULL,
      created_at TEXT NOT NULL,
      facts TEXT NOT NULL,
      deleted INTEGER NOT NULL,
      version INTEGER NOT NULL,
      pending_since INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sessions_with_messages ON sessions (user_id) WHERE messages > 0 AND deleted = 0;
    CREATE INDEX sessions_empty ON sessions (heard_at)
      WHERE messages = 0 AND deleted = 0 AND pending_since IS NULL;
    CREATE INDEX sessions_pending ON sessions (pending_since) WHERE pending_since IS NOT NULL;
  `,
};
