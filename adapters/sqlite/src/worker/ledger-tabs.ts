import type { TabName, TabRecord } from '@quiz-sync/core';
import { int } from './columns.js';
import type { Connection } from './connection.js';

/** A tab's number in the ledger, and the number of its latest scan. */
export interface LedgerTab {
  readonly id: number;
  readonly scan: number;
}

/** `undefined`: nothing is known of that tab. */
export function findTab({ sql }: Connection, target: string, tab: TabName): LedgerTab | undefined {
  const row = sql(FIND).get(target, tab);
  return row === undefined ? undefined : { id: int(row, 'id'), scan: int(row, 'scan_number') };
}

/** Inside a transaction. Gives the tab its number when it has none. */
export function makeTab(connection: Connection, target: string, tab: TabName): LedgerTab {
  const known = findTab(connection, target, tab);
  if (known !== undefined) return known;
  const { lastInsertRowid } = connection.sql(MAKE).run(target, tab);
  return { id: Number(lastInsertRowid), scan: 0 };
}

/** Inside a transaction. As {@link makeTab}, and makes `scan` the tab's latest if it is not. */
export function scannedTab(connection: Connection, target: string, tab: TabName, scan: string): LedgerTab {
  const { id } = makeTab(connection, target, tab);
  return { id, scan: int(connection.sql(BEGIN_SCAN).get(scan, scan, id) ?? {}, 'scan_number') };
}

/** Inside a transaction. */
export function putTab(connection: Connection, target: string, record: TabRecord): void {
  const { id } = makeTab(connection, target, record.tab);
  const headers = JSON.stringify(record.headers);
  connection.sql(PUT).run(record.tabId, headers, record.keyColumn, record.nextRow, id);
}

const FIND = 'SELECT id, scan_number FROM ledger_tabs WHERE target = ? AND tab = ?';

const MAKE = 'INSERT INTO ledger_tabs (target, tab) VALUES (?, ?)';

const PUT = 'UPDATE ledger_tabs SET sheet_id = ?, headers = ?, key_column = ?, next_row = ? WHERE id = ?';

const BEGIN_SCAN = `
  UPDATE ledger_tabs SET scan_number = scan_number + (scan IS NOT ?), scan = ? WHERE id = ?
  RETURNING scan_number`;
