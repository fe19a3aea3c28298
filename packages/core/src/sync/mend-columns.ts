import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { ReadCell } from '../ports/sheets-port.js';
import type { HeaderCheck, JournalEntry } from '../ports/sync-journal.js';
import { KEY_HEADER } from '../tabs/tab-layout.js';
import { findKeys } from './find-keys.js';
import { cellText, keyRuns } from './key-runs.js';
import type { TabMend } from './mend-astray.js';
import type { ScanPlace } from './scan-tab.js';
import { blockRange, standingCells, writeCell, writtenBlocks, wroteOver } from './standing-cells.js';
import { readSheet, type SyncError, type SyncSession } from './sync-session.js';

/**
 * Columns of one tab were moved: before the write arrived, or (when its answer was lost) after it. Every row that the
 * batch wrote there is written again. A new row whose key stands in the key column stays; any other is blanked where it
 * still stands, and added again. What the batch left in columns that are not ours is blanked as well: there was nothing
 * in new rows, nor in a column that people had just inserted. A key that was written over gets back, or, if rows moved
 * as well, nobody knows whose it was: then its row is emptied, and whoever is missed is added again. Only a cell of
 * theirs that was moved to where ours had been, in a row that was updated, cannot be brought back;
 * `docs/guarantees.md` says so.
 */
export function mendColumns(
  session: SyncSession,
  entry: JournalEntry,
  { tab, tabId, columns }: HeaderCheck,
): ResultAsync<TabMend, SyncError> {
  return safeTry(async function* () {
    const written = writtenBlocks(entry, tabId);
    const ranges = [
      { tabId, firstRow: 0, rows: 1, firstColumn: 0, columns: undefined },
      ...written.map(blockRange),
    ];
    const { cells } = yield* readSheet(session, { tabs: [tabId], ranges });
    const headers = cells[0]?.[0] ?? [];
    const managed = managedNow(columns, headers);
    const keyColumn = headers.findIndex((header) => cellText(header).trim() === KEY_HEADER);
    // Rows that were updated, by number; the others are new.
    const updated = new Map(
      entry.effects.checks.flatMap((check) =>
        check.written && check.tab === tab ? [[check.row, check.key] as const] : [],
      ),
    );
    const rows = entry.effects.entries.filter((each) => each.tab === tab);
    const added = rows.filter(({ row }) => !updated.has(row));
    const places = yield* findKeys(session, { tabId, keyColumn }, new Set(added.map(({ key }) => key)));
    const staying = new Set([...updated.keys(), ...places.values()]);
    const astray = written.flatMap((change, index) => standingCells(change, cells[index + 1] ?? []));
    const keysHit = [...updated].filter(([row]) =>
      written.some((change, index) => wroteOver(change, cells[index + 1] ?? [], { row, column: keyColumn })),
    );
    const keys = yield* keysNow(session, entry, { tab, tabId, keyColumn });
    const overwritten = new Set(keysHit.map(([row]) => row));
    const rowsMoved = entry.effects.checks.some(
      (check) => check.tab === tab && !overwritten.has(check.row) && keys.get(check.row) !== check.key,
    );
    // Rows of ours that were written to, whatever was meant: they are as wrong as those that were meant.
    const hit = [...keys].flatMap(([row, key]) => (key === '' || overwritten.has(row) ? [] : [key]));
    const mended = rowsMoved
      ? keysHit.flatMap(([row]) => [...managed].map((column) => writeCell(tabId, row, column, null)))
      : keysHit.map(([row, key]) => writeCell(tabId, row, keyColumn, key));
    return ok({
      hits: [
        ...rows.map(({ key }) => key),
        ...entry.effects.removed.filter((each) => each.tab === tab).map(({ key }) => key),
        ...hit,
      ].map((key) => ({ tab, key })),
      entries: added.flatMap((each) => {
        const row = places.get(each.key);
        return row === undefined ? [] : [{ ...each, row, hash: '' }];
      }),
      checks: [],
      removed: added.filter(({ key }) => !places.has(key)).map(({ key }) => ({ tab, key })),
      repairs: [
        ...astray
          .filter(({ row, column }) => !staying.has(row) || !managed.has(column))
          .map(({ row, column }) => writeCell(tabId, row, column, null)),
        ...mended,
      ],
    });
  });
}

/** What stands in the key column in all rows that the batch wrote, or that tell whether rows have moved. */
function keysNow(
  session: SyncSession,
  { effects }: JournalEntry,
  { tab, tabId, keyColumn }: ScanPlace,
): ResultAsync<Map<number, string>, SyncError> {
  const places = [...effects.entries, ...effects.checks].filter((each) => each.tab === tab);
  const runs = keyColumn === -1 ? [] : keyRuns(tabId, keyColumn, places);
  if (runs.length === 0) return okAsync(new Map());
  return readSheet(session, { tabs: [tabId], ranges: runs.map(({ range }) => range) }).map(
    ({ cells }) =>
      new Map(
        runs.flatMap(({ range, expected }, index) =>
          expected.map(({ row }) => [row, cellText(cells[index]?.[row - range.firstRow]?.[0])] as const),
        ),
      ),
  );
}

/** Where managed columns are now. */
function managedNow(columns: HeaderCheck['columns'], headers: readonly ReadCell[]): Set<number> {
  const wanted = new Set(columns.map(({ header }) => header));
  return new Set(headers.flatMap((header, column) => (wanted.has(cellText(header).trim()) ? [column] : [])));
}
