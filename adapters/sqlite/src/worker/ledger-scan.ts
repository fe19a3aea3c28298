import type { TabName } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { int, text } from './columns.js';
import type { Connection } from './connection.js';
import { type LedgerTab, scannedTab } from './ledger-tabs.js';
import { STEP_SIZE, type Steps, slices } from './steps.js';

export function* markSeen(
  connection: Connection,
  target: string,
  tab: TabName,
  scan: string,
  seen: readonly { key: string; row: number }[],
): Steps<Result<string[], never>> {
  const unknown = new Set<string>();
  for (const slice of slices(seen)) {
    connection.write(() => {
      const scanned = scannedTab(connection, target, tab, scan);
      for (const { key, row } of slice) if (!markOne(connection, scanned, key, row)) unknown.add(key);
    });
    yield;
  }
  return ok([...unknown]);
}

/** False when there is no entry of that key. An entry that has not moved leaves the index of rows alone. */
function markOne({ sql }: Connection, { id, scan }: LedgerTab, key: string, row: number): boolean {
  if (sql(MARK).run(scan, id, key, row).changes !== 0) return true;
  return sql(MOVE).run(row, scan, id, key).changes !== 0;
}

export function* seen(
  { sql }: Connection,
  target: string,
  tab: TabName,
  scan: string,
  keys: readonly string[],
): Steps<Result<string[], never>> {
  const found: string[] = [];
  for (const slice of slices([...new Set(keys)])) {
    const current = sql(CURRENT_SCAN).get(target, tab, scan);
    if (current === undefined) return ok(found);
    const { id, scan_number } = { id: int(current, 'id'), scan_number: int(current, 'scan_number') };
    found.push(...slice.filter((key) => sql(SEEN).get(id, key, scan_number) !== undefined));
    yield;
  }
  return ok(found);
}

/** Walks the tab's entries in slices: a scan walks the tab by its nature. */
export function* finishScan(
  connection: Connection,
  target: string,
  tab: TabName,
  scan: string,
  nextRow: number,
  limit: number,
): Steps<Result<string[], never>> {
  const forgotten: string[] = [];
  let after: string | undefined = '';
  while (after !== undefined) {
    const from: string = after;
    const slice = connection.write(() => forgetUnseen(connection, target, tab, scan, from));
    forgotten.push(...slice.forgotten.slice(0, limit - forgotten.length));
    after = slice.next;
    yield;
  }
  connection.sql(SET_NEXT_ROW).run(nextRow, target, tab);
  return ok(forgotten);
}

interface ScanSlice {
  readonly forgotten: readonly string[];
  /** Where to go on; `undefined` at the end. */
  readonly next: string | undefined;
}

function forgetUnseen(
  connection: Connection,
  target: string,
  tab: TabName,
  scan: string,
  after: string,
): ScanSlice {
  const scanned = scannedTab(connection, target, tab, scan);
  const rows = connection.sql(WALK).all(scanned.id, after, STEP_SIZE);
  const forget = connection.sql('DELETE FROM ledger WHERE tab_id = ? AND key = ?');
  const unseen = rows.filter((row) => int(row, 'scan') !== scanned.scan).map((row) => text(row, 'key'));
  for (const key of unseen) forget.run(scanned.id, key);
  const last = rows.at(-1);
  return { forgotten: unseen, next: last && text(last, 'key') };
}

const MARK = 'UPDATE ledger SET scan = ? WHERE tab_id = ? AND key = ? AND row = ?';
const MOVE = 'UPDATE ledger SET row = ?, scan = ? WHERE tab_id = ? AND key = ?';
const CURRENT_SCAN = 'SELECT id, scan_number FROM ledger_tabs WHERE target = ? AND tab = ? AND scan = ?';
const SEEN = 'SELECT 1 FROM ledger WHERE tab_id = ? AND key = ? AND scan = ?';
const WALK = 'SELECT key, scan FROM ledger WHERE tab_id = ? AND key > ? ORDER BY key LIMIT ?';

/** A tab whose record is not known has no next row either. */
const SET_NEXT_ROW =
  'UPDATE ledger_tabs SET next_row = ? WHERE target = ? AND tab = ? AND sheet_id IS NOT NULL';
