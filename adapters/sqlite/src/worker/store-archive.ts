import type { ArchiveRecord, ClearedKind } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { putRecords } from './archive-put.js';
import { readArchive } from './archive-read.js';
import { text } from './columns.js';
import type { Connection } from './connection.js';
import type { WorkerRepo } from './protocol.js';
import { STEP_SIZE, type Steps, slices } from './steps.js';

export function storeArchive(connection: Connection) {
  const { sql } = connection;

  function bookmark(): Result<string | undefined, never> {
    const row = sql('SELECT bookmark FROM archive_bookmark WHERE id = 1').get();
    return ok(row && text(row, 'bookmark'));
  }

  function finish(): Result<void, never> {
    sql('DELETE FROM archive_bookmark').run();
    return ok(undefined);
  }

  return {
    read: (kind, cursor, limit) => readArchive(connection, kind, cursor, limit),
    write: (records, mark) => write(connection, records, mark),
    clear: (kind) => clear(connection, kind),
    bookmark,
    finish,
  } satisfies WorkerRepo<'archive'>;
}

/** The bookmark goes with the last slice, or alone when there is none. */
function* write(
  connection: Connection,
  records: readonly ArchiveRecord[],
  bookmark: string,
): Steps<Result<void, never>> {
  const all = [...slices(records)];
  const last = all.pop() ?? [];
  for (const slice of all) {
    connection.write(() => putRecords(connection, slice));
    yield;
  }
  connection.write(() => {
    putRecords(connection, last);
    connection.sql(KEEP_BOOKMARK).run(bookmark);
  });
  return ok(undefined);
}

function* clear({ sql }: Connection, kind: ClearedKind): Steps<Result<void, never>> {
  while (sql(CLEAR_SOME[kind]).run(STEP_SIZE).changes !== 0) yield;
  return ok(undefined);
}

const KEEP_BOOKMARK = `
  INSERT INTO archive_bookmark (id, bookmark) VALUES (1, ?)
  ON CONFLICT (id) DO UPDATE SET bookmark = excluded.bookmark`;

/** A tab keeps its number, for the rows that name it. */
const CLEAR_SOME: Readonly<Record<ClearedKind, string>> = {
  session: `DELETE FROM sessions WHERE session_id IN (
    SELECT session_id FROM sessions WHERE session_id > '' ORDER BY session_id LIMIT ?)`,
  tab: `UPDATE ledger_tabs SET sheet_id = NULL, headers = NULL, key_column = NULL, next_row = NULL WHERE id IN (
    SELECT id FROM ledger_tabs WHERE id > 0 AND sheet_id IS NOT NULL ORDER BY id LIMIT ?)`,
  row: `DELETE FROM ledger WHERE (tab_id, key) IN (
    SELECT tab_id, key FROM ledger WHERE tab_id > 0 ORDER BY tab_id, key LIMIT ?)`,
  journal: `DELETE FROM sync_journal WHERE seq IN (
    SELECT seq FROM sync_journal WHERE seq > 0 ORDER BY seq LIMIT ?)`,
  run: 'DELETE FROM sync_runs WHERE seq IN (SELECT seq FROM sync_runs WHERE seq > 0 ORDER BY seq LIMIT ?)',
};
