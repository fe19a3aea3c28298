import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { TabRecord } from '../ports/sheet-ledger.js';
import type { ReadCell, SheetSnapshot } from '../ports/sheets-port.js';
import { cellText } from '../sync/look/key-runs.js';
import { findTabColumns, type TabColumns, type TabFinding } from '../sync/look/tab-columns.js';
import { busy } from '../sync/run-sync.js';
import { readSheet, type SyncError, type SyncSession } from '../sync/sync-session.js';

/** A tab that is being read page by page while people may move its columns. */
export interface WatchedTab {
  readonly record: TabRecord | undefined;
  /** Where its columns were when last read. */
  columns: TabColumns;
}

/** A row that has something in the key column. */
export interface KeyedRow {
  /** Zero-based. */
  readonly row: number;
  readonly key: string;
  /** Its managed cells in the layout's order; empty when only keys were read. */
  readonly cells: readonly ReadCell[];
}

/** Some rows of a tab, as they were in one snapshot. */
export interface TabPage {
  readonly type: 'page';
  readonly rows: readonly KeyedRow[];
  /** Rows of the tab's grid, the header included. */
  readonly rowCount: number;
  readonly snapshot: SheetSnapshot;
}

/** The tab was deleted, or has lost headers, in the meantime. */
export interface TabGone {
  readonly type: 'gone';
  readonly finding: TabFinding;
}

/** How often columns may move under one read. */
const MAX_MOVES = 5;

/** Reads some rows: their keys alone, or all managed cells. */
export function readPage(
  session: SyncSession,
  tab: WatchedTab,
  part: 'keys' | 'cells',
  { firstRow, rows }: { firstRow: number; rows: number },
): ResultAsync<TabPage | TabGone, SyncError> {
  return safeTry(async function* () {
    for (let moves = 0; moves <= MAX_MOVES; moves += 1) {
      const before = tab.columns;
      const { tabId } = before.snapshot;
      const span = spanOf(before, part);
      const snapshot = yield* readSheet(session, {
        tabs: [tabId],
        ranges: [{ tabId, firstRow, rows, ...span }],
      });
      const finding = findTabColumns(before.layout, snapshot.tabs, tab.record);
      if (finding.type !== 'ready') return ok({ type: 'gone' as const, finding });
      tab.columns = finding.columns;
      if (!haveMoved(before, finding.columns)) {
        const block = snapshot.cells[0] ?? [];
        const keyed = block.flatMap((cells, index) =>
          keyedRow(before, part, span.firstColumn, cells, firstRow + index),
        );
        const { rowCount } = finding.columns.snapshot;
        return ok({ type: 'page' as const, rows: keyed, rowCount, snapshot });
      }
    }
    return busy();
  });
}

/** Columns to read in one piece; people's columns in between are read along and looked at by nobody. */
export function spanOf(
  { columns, keyColumn }: TabColumns,
  part: 'keys' | 'cells',
): { firstColumn: number; columns: number } {
  if (part === 'keys') return { firstColumn: keyColumn, columns: 1 };
  const firstColumn = Math.min(keyColumn, ...columns);
  return { firstColumn, columns: Math.max(keyColumn, ...columns) - firstColumn + 1 };
}

export function haveMoved(before: TabColumns, now: TabColumns): boolean {
  return (
    before.snapshot.tabId !== now.snapshot.tabId ||
    before.keyColumn !== now.keyColumn ||
    before.columns.some((column, index) => column !== now.columns[index])
  );
}

function keyedRow(
  { columns, keyColumn }: TabColumns,
  part: 'keys' | 'cells',
  firstColumn: number,
  cells: readonly ReadCell[],
  row: number,
): KeyedRow[] {
  const key = cellText(cells[keyColumn - firstColumn]);
  if (key === '') return [];
  const managed = part === 'keys' ? [] : columns.map((column) => cells[column - firstColumn] ?? null);
  return [{ row, key, cells: managed }];
}
