import type { LedgerEntry, TabName } from '@quiz-sync/core';
import { int, optionalText, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { findTab, type LedgerTab, makeTab } from './ledger-tabs.js';

/** Columns that {@link toEntry} needs. */
export const ENTRY_COLUMNS = 'key, row, hash, owner, course';

export function toEntry(tab: TabName, row: Row): LedgerEntry {
  return {
    tab,
    key: text(row, 'key'),
    row: int(row, 'row'),
    hash: text(row, 'hash'),
    owner: text(row, 'owner'),
    course: optionalText(row, 'course'),
  };
}

/**
 * Inside a transaction. Adds or replaces; an entry written while its tab is being scanned counts as seen. `writtenAt` is
 * when a batch wrote the rows, in epoch milliseconds; `undefined` leaves what is known of that.
 */
export function putEntries(
  connection: Connection,
  target: string,
  entries: readonly LedgerEntry[],
  writtenAt: number | undefined,
): void {
  const tabs = new Map<TabName, LedgerTab>();
  for (const entry of entries) {
    const tab = tabs.get(entry.tab) ?? makeTab(connection, target, entry.tab);
    tabs.set(entry.tab, tab);
    putEntry(connection, tab, entry, writtenAt ?? null);
  }
}

/** Inside a transaction. */
export function removeEntries(
  connection: Connection,
  target: string,
  removed: readonly { readonly tab: TabName; readonly key: string }[],
): void {
  const remove = connection.sql('DELETE FROM ledger WHERE tab_id = ? AND key = ?');
  for (const { tab: name, key } of removed) {
    const tab = findTab(connection, target, name);
    if (tab !== undefined) remove.run(tab.id, key);
  }
}

/** Most writes change what a row holds and nothing else; told apart, they leave the indexes alone. */
function putEntry(
  { sql }: Connection,
  tab: LedgerTab,
  { key, row, hash, owner, course }: LedgerEntry,
  at: number | null,
): void {
  const { changes } = sql(REHASH).run(hash, tab.scan, at, tab.id, key, row, owner, course ?? null);
  if (changes === 0) sql(PUT).run(tab.id, key, row, hash, owner, course ?? null, tab.scan, at);
}

const REHASH = `
  UPDATE ledger SET hash = ?, scan = ?, written_at = coalesce(?, written_at)
  WHERE tab_id = ? AND key = ? AND row = ? AND owner = ? AND course IS ?`;

const PUT = `
  INSERT INTO ledger (tab_id, key, row, hash, owner, course, scan, written_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (tab_id, key) DO UPDATE SET
    row = excluded.row, hash = excluded.hash, owner = excluded.owner, course = excluded.course, scan = excluded.scan,
    written_at = coalesce(excluded.written_at, written_at)`;
