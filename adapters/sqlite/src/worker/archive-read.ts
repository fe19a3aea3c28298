import type { ArchiveCursor, ArchiveKind, ArchivePage, ArchiveRecord } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { KEY_COLUMNS } from './api-key-repo.js';
import { toArchiveRecord } from './archive-record.js';
import { int, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { COMPLETION_COLUMNS } from './course-repo.js';
import { ENTRY_COLUMNS } from './ledger-entries.js';
import { type Place, placeIn, START_OF } from './pending-kinds.js';
import type { Steps } from './steps.js';

/** Characters after which a page ends, so that large documents make small pages. */
const PAGE_CHARACTERS = 4_000_000;

/** Records read in one step. */
const SLICE: Readonly<Record<ArchiveKind, number>> = {
  submission: 100,
  completion: 100,
  learner: 500,
  course: 500,
  session: 500,
  tab: 500,
  row: 500,
  // A batch may hold megabytes.
  journal: 1,
  run: 50,
  api_key: 500,
  target: 50,
};

export function* readArchive(
  connection: Connection,
  kind: ArchiveKind,
  cursor: ArchiveCursor | undefined,
  limit: number,
): Steps<Result<ArchivePage, never>> {
  const records: ArchiveRecord[] = [];
  let place: Place = cursor === undefined ? BEGINNING[kind] : JSON.parse(cursor);
  let characters = 0;
  while (records.length < limit && characters < PAGE_CHARACTERS) {
    const size = Math.min(limit - records.length, SLICE[kind]);
    const rows = connection.sql(PAGE[kind]).all(...place, size);
    for (const row of rows) {
      records.push(toArchiveRecord(connection, kind, row));
      characters += lengthOf(row);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return ok({ records, next: undefined });
    place = placeOf(kind, last);
    yield;
  }
  return ok({ records, next: JSON.stringify(place) });
}

function lengthOf(row: Row): number {
  return Object.values(row).reduce<number>(
    (total, value) => total + (typeof value === 'string' ? value.length : 0),
    0,
  );
}

const BEGINNING: Readonly<Record<ArchiveKind, Place>> = {
  ...START_OF,
  tab: [0],
  row: [0, ''],
  journal: [0],
  run: [0],
  api_key: [''],
  target: [''],
};

function placeOf(kind: ArchiveKind, row: Row): Place {
  switch (kind) {
    case 'journal':
    case 'run':
      return [int(row, 'seq')];
    case 'tab':
      return [int(row, 'id')];
    case 'row':
      return [int(row, 'tab_id'), text(row, 'key')];
    case 'api_key':
      return [text(row, 'key_id')];
    case 'target':
      return [text(row, 'target')];
    default:
      return placeIn(kind, row);
  }
}

/** What {@link toArchiveRecord} needs, in the order of a key. */
const PAGE: Readonly<Record<ArchiveKind, string>> = {
  submission: `
    SELECT submissions.seq, document, since AS pending_since,
      coalesce(version, (SELECT changes FROM totals)) AS version
    FROM submissions LEFT JOIN pending_submissions ON pending_submissions.seq = submissions.seq
    WHERE submissions.seq > ? ORDER BY submissions.seq LIMIT ?`,
  completion: `
    SELECT ${COMPLETION_COLUMNS}, version, pending_since FROM completions
    WHERE (user_id, course_id) > (?, ?) ORDER BY user_id, course_id LIMIT ?`,
  learner: `
    SELECT user_id, facts, erasure, version, pending_since FROM learners
    WHERE user_id > ? ORDER BY user_id LIMIT ?`,
  course: `
    SELECT course_id, facts, version, pending_since FROM courses WHERE course_id > ? ORDER BY course_id LIMIT ?`,
  session: `
    SELECT session_id, facts, former_users, created_at, deleted, version, pending_since FROM sessions
    WHERE session_id > ? ORDER BY session_id LIMIT ?`,
  tab: `
    SELECT id, target, tab, sheet_id, headers, key_column, next_row FROM ledger_tabs
    WHERE id > ? AND sheet_id IS NOT NULL ORDER BY id LIMIT ?`,
  row: `
    SELECT tab_id, ${ENTRY_COLUMNS}, written_at, target, tab
    FROM ledger CROSS JOIN ledger_tabs ON ledger_tabs.id = tab_id
    WHERE (tab_id, key) > (?, ?) ORDER BY tab_id, key LIMIT ?`,
  journal: 'SELECT seq, entry FROM sync_journal WHERE seq > ? ORDER BY seq LIMIT ?',
  run: 'SELECT seq, target, run FROM sync_runs WHERE seq > ? ORDER BY seq LIMIT ?',
  api_key: `SELECT ${KEY_COLUMNS} FROM api_keys WHERE key_id > ? ORDER BY key_id LIMIT ?`,
  target: `
    SELECT target FROM sync_state WHERE target > ?1
    UNION SELECT target FROM leases WHERE target > ?1
    UNION SELECT target FROM current_target WHERE target > ?1
    ORDER BY target LIMIT ?2`,
};
