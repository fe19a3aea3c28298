import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { ReadCell } from '../ports/sheets-port.js';
import type { HeaderCheck, JournalEntry } from '../ports/sync-journal.js';
import { KEY_HEADER } from '../tabs/tab-layout.js';
import { cellText } from './key-runs.js';
import type { TabMend } from './mend-astray.js';
import { blockRange, standingCells, type WriteCells, writeCell, writtenBlocks } from './standing-cells.js';
import { readSheet, type SyncError, type SyncSession } from './sync-session.js';

/**
 * Columns of one tab were moved. Every row that the batch wrote there is written again. What it left in columns that are
 * not ours, and in rows it added (whose key may stand anywhere), is blanked where it still stands: there was nothing in
 * new rows, nor in a column that people had just inserted. A key that was written over gets back. Only a cell of theirs that was moved to where ours had been,
 * in a row that was updated, cannot be brought back; `docs/guarantees.md` says so.
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
    const managed = managedNow(columns, cells[0]?.[0] ?? []);
    // Rows that were updated, by number; the others are new.
    const kept = new Map(
      entry.effects.checks.flatMap((check) =>
        check.written && check.tab === tab ? [[check.row, check.key] as const] : [],
      ),
    );
    const astray = written.flatMap((change, index) => standingCells(change, cells[index + 1] ?? []));
    const blanked = astray.filter(({ row, column }) => !kept.has(row) || !managed.has(column));
    const keyColumn = (cells[0]?.[0] ?? []).findIndex((header) => cellText(header).trim() === KEY_HEADER);
    const rows = entry.effects.entries.filter((each) => each.tab === tab);
    return ok({
      hits: rows.map(({ key }) => ({ tab, key })),
      entries: [],
      checks: [],
      removed: rows.filter(({ row }) => !kept.has(row)).map(({ key }) => ({ tab, key })),
      repairs: [
        ...blanked.map(({ row, column }) => writeCell(tabId, row, column, null)),
        ...[...kept]
          .filter(([row]) => written.some((change) => covers(change, row, keyColumn)))
          .map(([row, key]) => writeCell(tabId, row, keyColumn, key)),
      ],
    });
  });
}

/** Where managed columns are now. */
function managedNow(columns: HeaderCheck['columns'], headers: readonly ReadCell[]): Set<number> {
  const wanted = new Set(columns.map(({ header }) => header));
  return new Set(headers.flatMap((header, column) => (wanted.has(cellText(header).trim()) ? [column] : [])));
}

function covers({ firstRow, firstColumn, rows }: WriteCells, row: number, column: number): boolean {
  const cells = rows[row - firstRow];
  return cells !== undefined && column >= firstColumn && column < firstColumn + cells.length;
}
