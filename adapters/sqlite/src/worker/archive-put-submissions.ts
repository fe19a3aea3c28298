import type { ArchiveRecord } from '@quiz-sync/core';
import { int, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { type SubmissionRow, toSubmissionRow } from './submission-row.js';

type ArchivedSubmission = Extract<ArchiveRecord, { kind: 'submission' }>;

/** What a submission added to the totals. */
interface Growth {
  readonly submissions: number;
  readonly responses: number;
}

/** Inside a transaction. One that is there keeps its number, and so its place among the others. */
export function putSubmissions(connection: Connection, records: readonly ArchivedSubmission[]): void {
  if (records.length === 0) return;
  let submissions = 0;
  let responses = 0;
  let version = 0;
  for (const record of records) {
    const growth = putSubmission(connection, record);
    submissions += growth.submissions;
    responses += growth.responses;
    version = Math.max(version, record.version);
  }
  connection.sql(COUNT).run(submissions, responses, version);
}

function putSubmission(connection: Connection, record: ArchivedSubmission): Growth {
  const { sql } = connection;
  const row = toSubmissionRow(record.submission);
  const before = sql(FIND).get(row.submissionId);
  const seq = before === undefined ? add(connection, row) : int(before, 'seq');
  if (before !== undefined && text(before, 'document') !== row.document) replace(connection, before, row);
  if (record.pending_since !== undefined)
    sql(MAKE_PENDING).run(seq, record.version, Date.parse(record.pending_since), row.responses);
  else if (before !== undefined) sql('DELETE FROM pending_submissions WHERE seq = ?').run(seq);
  return before === undefined
    ? { submissions: 1, responses: row.responses }
    : { submissions: 0, responses: row.responses - int(before, 'responses') };
}

function add({ sql }: Connection, row: SubmissionRow): number {
  const { submissionId, userId, sessionId, submittedAt, responses, document } = row;
  return Number(
    sql(ADD).run(submissionId, userId, sessionId, submittedAt, responses, document).lastInsertRowid,
  );
}

/** What was folded of the learners' submissions is not right any more. */
function replace({ sql }: Connection, before: Row, row: SubmissionRow): void {
  const { userId, sessionId, submittedAt, responses, document } = row;
  sql(REPLACE).run(userId, sessionId, submittedAt, responses, document, int(before, 'seq'));
  for (const learner of new Set([text(before, 'user_id'), userId]))
    sql('DELETE FROM learner_tallies WHERE user_id = ?').run(learner);
}

const FIND = 'SELECT seq, user_id, responses, document FROM submissions WHERE submission_id = ?';

const ADD = `
  INSERT INTO submissions (submission_id, user_id, session_id, submitted_at, responses, document)
  VALUES (?, ?, ?, ?, ?, ?)`;

const REPLACE = `
  UPDATE submissions SET user_id = ?, session_id = ?, submitted_at = ?, responses = ?, document = ? WHERE seq = ?`;

const MAKE_PENDING = `
  INSERT INTO pending_submissions (seq, version, since, responses) VALUES (?, ?, ?, ?)
  ON CONFLICT (seq) DO UPDATE SET
    version = excluded.version, since = excluded.since, responses = excluded.responses`;

/** Versions of submissions that are made pending again are numbers after the greatest there was. */
const COUNT = `
  UPDATE totals SET submissions = submissions + ?, responses = responses + ?, changes = max(changes, ?)`;
