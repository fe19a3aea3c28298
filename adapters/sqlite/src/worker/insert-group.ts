import type { InsertOutcome, KeyTaken, Submission } from '@quiz-sync/core';
import { toStoreError } from '../to-store-error.js';
import { json } from './columns.js';
import type { Connection } from './connection.js';
import { holderOf, takeKey } from './idempotency-keys.js';
import { failed, type Outcome } from './outcome.js';
import type { SubmissionRow } from './submission-row.js';

export interface GroupOutcome {
  /** One for each row, in their order. */
  readonly outcomes: readonly Outcome[];
  /** Transactions that were committed. */
  readonly commits: number;
}

/**
 * Inserts many submissions in one transaction, which costs one fsync, and answers each by itself. A row that breaks the
 * schema fails alone. Where the transaction fails as a whole because the disk is full, each row is tried alone: the
 * smaller ones may fit.
 */
export function insertGroup(connection: Connection, rows: readonly SubmissionRow[]): GroupOutcome {
  try {
    const outcomes = connection.write(() => insertAll(connection, rows));
    return { outcomes, commits: 1 };
  } catch (error) {
    if (rows.length > 1 && toStoreError(error)?.type === 'store_full')
      return insertOneByOne(connection, rows);
    return { outcomes: rows.map(() => failed(error)), commits: 0 };
  }
}

function insertOneByOne(connection: Connection, rows: readonly SubmissionRow[]): GroupOutcome {
  const groups = rows.map((row) => insertGroup(connection, [row]));
  return {
    outcomes: groups.flatMap(({ outcomes }) => outcomes),
    commits: groups.reduce((total, { commits }) => total + commits, 0),
  };
}

function insertAll(connection: Connection, rows: readonly SubmissionRow[]): Outcome[] {
  const since = connection.now();
  const outcomes = rows.map((row) => insertAlone(connection, row, since));
  const stored = rows.filter((_, index) => isInserted(outcomes[index]));
  const responses = stored.reduce((total, row) => total + row.responses, 0);
  if (stored.length > 0) connection.sql(COUNT).run(stored.length, responses);
  return outcomes;
}

function isInserted(answer: InsertAnswer | undefined): boolean {
  return answer?.type === 'ok' && answer.value.type === 'inserted';
}

type InsertAnswer = { type: 'ok'; value: InsertOutcome | KeyTaken } | { type: 'bug'; error: unknown };

function insertAlone(connection: Connection, row: SubmissionRow, since: number): InsertAnswer {
  try {
    return { type: 'ok', value: insertOne(connection, row, since) };
  } catch (error) {
    // Trouble with the file is everybody's; a value that the schema refuses is this row's alone.
    if (toStoreError(error) !== undefined) throw error;
    return { type: 'bug', error };
  }
}

function insertOne(connection: Connection, row: SubmissionRow, since: number): InsertOutcome | KeyTaken {
  if (row.request === undefined) return insertDocument(connection, row, since);
  const by = holderOf(connection, row.request);
  if (by !== undefined) return { type: 'key_taken', by };
  const outcome = insertDocument(connection, row, since);
  if (outcome.type === 'inserted') takeKey(connection, row.request);
  return outcome;
}

function insertDocument({ sql }: Connection, row: SubmissionRow, since: number): InsertOutcome {
  const { changes, lastInsertRowid } = sql(INSERT).run(
    row.submissionId,
    row.userId,
    row.sessionId,
    row.submittedAt,
    row.responses,
    row.document,
  );
  if (changes === 0) {
    const existing = sql(EXISTING).get(row.submissionId);
    if (existing === undefined) throw new Error(`submission ${row.submissionId} is neither new nor there`);
    return { type: 'exists', existing: json<Submission>(existing, 'document') };
  }
  sql(MAKE_PENDING).run(lastInsertRowid, since, row.responses);
  return { type: 'inserted' };
}

const INSERT = `
  INSERT INTO submissions (submission_id, user_id, session_id, submitted_at, responses, document)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (submission_id) DO NOTHING`;

const COUNT = 'UPDATE totals SET submissions = submissions + ?, responses = responses + ?';

const EXISTING = 'SELECT document FROM submissions WHERE submission_id = ?';

/** A submission is never changed, so its first version is 1; requeueing takes numbers from `totals.changes`. */
const MAKE_PENDING = 'INSERT INTO pending_submissions (seq, version, since, responses) VALUES (?, 1, ?, ?)';
