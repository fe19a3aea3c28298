import type { ArchiveRecord } from '@quiz-sync/core';
import { putKey } from './api-key-repo.js';
import { putSubmissions } from './archive-put-submissions.js';
import { ERASURES } from './archive-record.js';
import type { Connection } from './connection.js';
import { COMPLETION_COLUMNS, completionValues } from './course-repo.js';
import { raiseFence } from './lease.js';
import { makeTab, putTab } from './ledger-tabs.js';
import { adopt, patchState, putRun } from './sync-state-repo.js';

type RecordOf<K extends ArchiveRecord['kind']> = Extract<ArchiveRecord, { kind: K }>;

/** Inside a transaction. Adds the records, or puts them in the places of those of the same identity. */
export function putRecords(connection: Connection, records: readonly ArchiveRecord[]): void {
  putSubmissions(
    connection,
    records.filter((record) => record.kind === 'submission'),
  );
  for (const record of records) if (record.kind !== 'submission') putRecord(connection, record);
}

function putRecord(connection: Connection, record: Exclude<ArchiveRecord, RecordOf<'submission'>>): void {
  const { sql } = connection;
  switch (record.kind) {
    case 'completion':
      sql(PUT_COMPLETION).run(...completionValues(record.completion), ...tracked(record));
      return;
    case 'learner':
      putLearner(connection, record);
      return;
    case 'course':
      sql(PUT_COURSE).run(record.course_id, JSON.stringify(record.facts), ...tracked(record));
      return;
    case 'session':
      putSession(connection, record);
      return;
    case 'tab':
      putTab(connection, record.target, record.record);
      return;
    case 'row':
      putRow(connection, record);
      return;
    case 'journal':
      sql(PUT_ENTRY).run(record.entry.target, record.entry.to, JSON.stringify(record.entry));
      return;
    case 'run':
      putRun(connection, record.target, record.run);
      return;
    case 'api_key':
      putKey(connection, record.key);
      return;
    case 'target':
      patchState(connection, record.target, record.state);
      raiseFence(connection, record.target, record.fence);
      if (record.is_current) adopt(connection, record.target);
      return;
    default:
      record satisfies never;
  }
}

function putLearner({ sql }: Connection, record: RecordOf<'learner'>): void {
  const { user_id, facts, erasure } = record;
  sql(PUT_LEARNER).run(user_id, JSON.stringify(facts), ERASURES.indexOf(erasure), ...tracked(record));
}

function tracked({ version, pending_since }: RecordOf<'learner' | 'course' | 'session' | 'completion'>) {
  return [version, pending_since === undefined ? null : Date.parse(pending_since)] as const;
}

function putSession({ sql }: Connection, record: RecordOf<'session'>): void {
  const { session_id, facts, created_at, former_users, deleted } = record;
  sql(PUT_SESSION).run(
    session_id,
    facts.user_id ?? null,
    facts.messages_per_session ?? 0,
    facts.last_activity ?? created_at,
    created_at,
    JSON.stringify(facts),
    JSON.stringify(former_users),
    deleted ? 1 : 0,
    ...tracked(record),
  );
}

function putRow(connection: Connection, { target, entry, written_at }: RecordOf<'row'>): void {
  const { key, row, hash, owner, course } = entry;
  const tab = makeTab(connection, target, entry.tab);
  const at = written_at === undefined ? null : Date.parse(written_at);
  connection.sql(PUT_ROW).run(tab.id, key, row, hash, owner, course ?? null, tab.scan, at);
}

const PUT_COMPLETION = `
  INSERT INTO completions (${COMPLETION_COLUMNS}, version, pending_since)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, course_id) DO UPDATE SET
    session_id = excluded.session_id, completed_at = excluded.completed_at, details = excluded.details, version = excluded.version,
    pending_since = excluded.pending_since`;

const PUT_LEARNER = `
  INSERT INTO learners (user_id, facts, erasure, version, pending_since) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (user_id) DO UPDATE SET
    facts = excluded.facts, erasure = excluded.erasure, version = excluded.version,
    pending_since = excluded.pending_since`;

const PUT_COURSE = `
  INSERT INTO courses (course_id, facts, version, pending_since) VALUES (?, ?, ?, ?)
  ON CONFLICT (course_id) DO UPDATE SET
    facts = excluded.facts, version = excluded.version, pending_since = excluded.pending_since`;

const PUT_SESSION = `
  INSERT INTO sessions
    (session_id, user_id, messages, heard_at, created_at, facts, former_users, deleted, version, pending_since)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (session_id) DO UPDATE SET
    user_id = excluded.user_id, messages = excluded.messages, heard_at = excluded.heard_at,
    created_at = excluded.created_at, facts = excluded.facts, former_users = excluded.former_users,
    deleted = excluded.deleted, version = excluded.version, pending_since = excluded.pending_since`;

const PUT_ROW = `
  INSERT INTO ledger (tab_id, key, row, hash, owner, course, scan, written_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (tab_id, key) DO UPDATE SET
    row = excluded.row, hash = excluded.hash, owner = excluded.owner, course = excluded.course,
    scan = excluded.scan, written_at = excluded.written_at`;

/** One that is there keeps its place among the others. */
const PUT_ENTRY = `
  INSERT INTO sync_journal (target, to_revision, entry) VALUES (?, ?, ?)
  ON CONFLICT (target, to_revision) DO UPDATE SET entry = excluded.entry`;
