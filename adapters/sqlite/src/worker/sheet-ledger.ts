import type { LedgerEntry, TabName, TabRecord } from '@quiz-sync/core';
import { TAB_NAMES } from '@quiz-sync/core/light';
import { ok, type Result } from 'neverthrow';
import { instant, int, json, optionalText, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { ENTRY_COLUMNS, putEntries, toEntry } from './ledger-entries.js';
import { finishScan, markSeen, seen } from './ledger-scan.js';
import { findTab } from './ledger-tabs.js';
import type { WorkerRepo } from './protocol.js';
import { STEP_SIZE, type Steps, slices } from './steps.js';

export function sheetLedger(connection: Connection) {
  return {
    tabs: (target) => tabs(connection, target),
    forgetTab: (target, tab) => forgetTab(connection, target, tab),
    find: (target, tab, keys) => entriesBy(connection, FIND, target, tab, keys),
    ownedBy: (target, tab, owners) => entriesBy(connection, OWNED_BY, target, tab, owners),
    last: (target, tab) => last(connection, target, tab),
    inRows: (target, tab, firstRow, lastRow) => inRows(connection, target, tab, firstRow, lastRow),
    ownersOfCourse: (target, courseId, after, limit) =>
      ownersOfCourse(connection, target, courseId, after, limit),
    countRows: (target) => countRows(connection, target),
    markSeen: (target, tab, scan, seen) => markSeen(connection, target, tab, scan, seen),
    seen: (target, tab, scan, keys) => seen(connection, target, tab, scan, keys),
    finishScan: (target, tab, scan, nextRow, limit) =>
      finishScan(connection, target, tab, scan, nextRow, limit),
    writtenAt: (target, tab, key) => writtenAt(connection, target, tab, key),
    adopt: (target, entries) => adopt(connection, target, entries),
  } satisfies WorkerRepo<'ledger'>;
}

function tabs({ sql }: Connection, target: string): Result<TabRecord[], never> {
  return ok(sql(TABS).all(target).map(toTabRecord));
}

/** The rows first: until they are gone the tab itself stays known, so that a forgetting cut short is begun again. */
function* forgetTab(connection: Connection, target: string, tab: TabName): Steps<Result<void, never>> {
  const { sql, write } = connection;
  const known = findTab(connection, target, tab);
  if (known === undefined) return ok(undefined);
  while (sql(FORGET_SOME).run(known.id, known.id, STEP_SIZE).changes !== 0) yield;
  write(() => {
    sql('DELETE FROM ledger WHERE tab_id = ?').run(known.id);
    sql('DELETE FROM ledger_tabs WHERE id = ?').run(known.id);
  });
  return ok(undefined);
}

function* entriesBy(
  connection: Connection,
  query: string,
  target: string,
  tab: TabName,
  values: readonly string[],
): Steps<Result<LedgerEntry[], never>> {
  const entries: LedgerEntry[] = [];
  const known = findTab(connection, target, tab);
  if (known === undefined) return ok(entries);
  for (const slice of slices([...new Set(values)], KEYS_OF_STEP)) {
    for (const value of slice)
      for (const row of connection.sql(query).all(known.id, value)) entries.push(toEntry(tab, row));
    yield;
  }
  return ok(entries);
}

function last(connection: Connection, target: string, tab: TabName): Result<LedgerEntry | undefined, never> {
  const known = findTab(connection, target, tab);
  const row = known && connection.sql(LAST).get(known.id);
  return ok(row && toEntry(tab, row));
}

function inRows(
  connection: Connection,
  target: string,
  tab: TabName,
  firstRow: number,
  lastRow: number,
): Result<LedgerEntry[], never> {
  const known = findTab(connection, target, tab);
  const rows = known === undefined ? [] : connection.sql(IN_ROWS).all(known.id, firstRow, lastRow);
  return ok(rows.map((row) => toEntry(tab, row)));
}

/** Ascending by UTF-8 bytes, which is the order of the index. */
function ownersOfCourse(
  connection: Connection,
  target: string,
  courseId: string,
  after: string | undefined,
  limit: number,
): Result<string[], never> {
  const known = findTab(connection, target, 'course_progress');
  if (known === undefined) return ok([]);
  const rows = connection.sql(OWNERS_OF_COURSE).all(known.id, courseId, after ?? '', limit);
  return ok(rows.map((row) => text(row, 'owner')));
}

function countRows({ sql }: Connection, target: string): Result<Map<TabName, number>, never> {
  const rows = sql('SELECT tab, entries FROM ledger_tabs WHERE target = ?').all(target);
  return ok(new Map(rows.map((row) => [tabName(row), int(row, 'entries')])));
}

function writtenAt(
  connection: Connection,
  target: string,
  tab: TabName,
  key: string,
): Result<string | undefined, never> {
  const known = findTab(connection, target, tab);
  const row = known && connection.sql(WRITTEN_AT).get(known.id, key);
  return ok(row === undefined || row['written_at'] === null ? undefined : instant(row, 'written_at'));
}

function* adopt(
  connection: Connection,
  target: string,
  entries: readonly LedgerEntry[],
): Steps<Result<void, never>> {
  for (const slice of slices(entries)) {
    connection.write(() => putEntries(connection, target, slice, undefined));
    yield;
  }
  return ok(undefined);
}

/** Needs the columns `tab`, `sheet_id`, `headers`, `key_column` and `next_row`. */
export function toTabRecord(row: Row): TabRecord {
  return {
    tab: tabName(row),
    tabId: int(row, 'sheet_id'),
    headers: json<string[]>(row, 'headers'),
    keyColumn: int(row, 'key_column'),
    nextRow: int(row, 'next_row'),
  };
}

export function tabName(row: Row): TabName {
  const found = optionalText(row, 'tab');
  const name = TAB_NAMES.find((tab) => tab === found);
  if (name === undefined) throw new TypeError(`no tab is called ${found}`);
  return name;
}

/** An owner may have many entries. */
const KEYS_OF_STEP = 100;

const TABS = `
  SELECT tab, sheet_id, headers, key_column, next_row FROM ledger_tabs
  WHERE target = ? AND sheet_id IS NOT NULL ORDER BY id`;

const FIND = `SELECT ${ENTRY_COLUMNS} FROM ledger WHERE tab_id = ? AND key = ?`;

const WRITTEN_AT = 'SELECT written_at FROM ledger WHERE tab_id = ? AND key = ?';

/** Left to itself the planner walks the whole tab here, by the primary key. */
const OWNED_BY = `
  SELECT ${ENTRY_COLUMNS} FROM ledger INDEXED BY ledger_by_owner WHERE tab_id = ? AND owner = ?`;

const LAST = `
  SELECT ${ENTRY_COLUMNS} FROM ledger INDEXED BY ledger_by_row WHERE tab_id = ? ORDER BY row DESC LIMIT 1`;

const IN_ROWS = `
  SELECT ${ENTRY_COLUMNS} FROM ledger INDEXED BY ledger_by_row
  WHERE tab_id = ? AND row BETWEEN ? AND ? ORDER BY row`;

const OWNERS_OF_COURSE = `
  SELECT DISTINCT owner FROM ledger INDEXED BY ledger_by_course
  WHERE tab_id = ? AND course = ? AND owner > ? ORDER BY owner LIMIT ?`;

const FORGET_SOME = `
  DELETE FROM ledger WHERE tab_id = ? AND key IN (SELECT key FROM ledger WHERE tab_id = ? LIMIT ?)`;
