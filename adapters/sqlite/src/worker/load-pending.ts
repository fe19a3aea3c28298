import type { ChangeKind, PendingChange, Submission } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { instant, int, json, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { COMPLETION_COLUMNS, toCompletion } from './course-repo.js';
import { type Steps, slices } from './steps.js';

/** A pending document as its list shows it: without reading the document. */
interface Candidate {
  readonly kind: ChangeKind;
  readonly row: Row;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly responses: number;
}

/** First chooses by the lists alone, then reads the documents of what was chosen, in slices. */
export function* loadPending(
  connection: Connection,
  limit: { documents: number; responses: number },
): Steps<Result<PendingChange[], never>> {
  const changes: PendingChange[] = [];
  for (const slice of slices(chooseOldest(connection, limit))) {
    for (const candidate of slice) changes.push(toChange(connection, candidate));
    yield;
  }
  return ok(changes);
}

function chooseOldest(
  { sql }: Connection,
  limit: { documents: number; responses: number },
): readonly Candidate[] {
  const oldest = LISTS.flatMap(({ kind, query }) =>
    sql(query)
      .all(limit.documents)
      .map((row) => toCandidate(kind, row)),
  ).sort((a, b) => a.since - b.since);
  let responses = 0;
  const end = oldest.findIndex((candidate, index) => {
    responses += candidate.responses;
    return index >= limit.documents || (index > 0 && responses > limit.responses);
  });
  return end === -1 ? oldest : oldest.slice(0, end);
}

function toCandidate(kind: ChangeKind, row: Row): Candidate {
  return { kind, row, since: int(row, 'since'), responses: int(row, 'responses') };
}

function toChange({ sql }: Connection, { kind, row }: Candidate): PendingChange {
  const state = { version: int(row, 'version'), since: instant(row, 'since') };
  switch (kind) {
    case 'submission': {
      const stored = sql('SELECT document FROM submissions WHERE seq = ?').get(int(row, 'seq')) ?? {};
      return { ...state, kind, submission: json<Submission>(stored, 'document') };
    }
    case 'completion':
      return { ...state, kind, completion: toCompletion(row) };
    case 'learner':
      return { ...state, kind, user_id: text(row, 'user_id'), erased: int(row, 'erasure') !== 0 };
    case 'course':
      return { ...state, kind, course_id: text(row, 'course_id') };
    case 'session':
      return { ...state, kind, session_id: text(row, 'session_id'), deleted: int(row, 'deleted') === 1 };
    default:
      return kind satisfies never;
  }
}

/** The oldest of each kind, straight from an index that holds nothing but what is pending. */
const LISTS: readonly { kind: ChangeKind; query: string }[] = [
  {
    kind: 'submission',
    query: 'SELECT seq, version, since, responses FROM pending_submissions ORDER BY since, seq LIMIT ?',
  },
  {
    kind: 'completion',
    query: `SELECT ${COMPLETION_COLUMNS}, version, pending_since AS since, 0 AS responses
      FROM completions WHERE pending_since IS NOT NULL ORDER BY pending_since LIMIT ?`,
  },
  {
    kind: 'learner',
    query: `SELECT user_id, erasure, version, pending_since AS since, 0 AS responses
      FROM learners WHERE pending_since IS NOT NULL ORDER BY pending_since LIMIT ?`,
  },
  {
    kind: 'course',
    query: `SELECT course_id, version, pending_since AS since, 0 AS responses
      FROM courses WHERE pending_since IS NOT NULL ORDER BY pending_since LIMIT ?`,
  },
  {
    kind: 'session',
    query: `SELECT session_id, deleted, version, pending_since AS since, 0 AS responses
      FROM sessions WHERE pending_since IS NOT NULL ORDER BY pending_since LIMIT ?`,
  },
];
