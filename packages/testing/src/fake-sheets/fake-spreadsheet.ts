import type { CellFormat, CellRange, ReadCell } from '@quiz-sync/core';

/** A row's cells from column 0 on; what is beyond its end is empty. Never changed in place. */
export type FakeRow = readonly ReadCell[];

export interface FakeTab {
  readonly tabId: number;
  readonly title: string;
  readonly rowCount: number;
  readonly columnCount: number;
  /** From row 0 on; rows beyond its end are empty. */
  readonly rows: readonly FakeRow[];
  readonly hiddenColumns: readonly number[];
  /** Columns whose header is bold and frozen. */
  readonly dressedColumns: readonly number[];
  readonly warnings: readonly { readonly column: number; readonly description: string }[];
  /** In the order in which they were set. */
  readonly formats: readonly { readonly range: CellRange; readonly format: CellFormat }[];
}

/** A spreadsheet as plain data that is never changed in place, so that a batch which fails half way leaves no trace. */
export interface FakeSpreadsheet {
  readonly timeZone: string;
  readonly revision: string | null;
  /** False: batches apply on whatever revision there is, as Google promises they do not. */
  readonly honoursRevision: boolean;
  /** The tab whose deletion takes the revision along. */
  readonly anchorTabId: number | undefined;
  /** How many cells all tabs may have together. */
  readonly cellLimit: number;
  /** In the order people see. */
  readonly tabs: readonly FakeTab[];
}

export function emptyTab(tabId: number, title: string, rowCount: number, columnCount: number): FakeTab {
  return {
    tabId,
    title,
    rowCount,
    columnCount,
    rows: [],
    hiddenColumns: [],
    dressedColumns: [],
    warnings: [],
    formats: [],
  };
}

/** What people get when they make a new spreadsheet. */
export function newSpreadsheet(
  timeZone: string,
  honoursRevision: boolean,
): Omit<FakeSpreadsheet, 'cellLimit'> {
  const tabs = [emptyTab(0, 'Sheet1', 1_000, 26)];
  return { timeZone, revision: null, honoursRevision, anchorTabId: undefined, tabs };
}

export function replaceTab(spreadsheet: FakeSpreadsheet, tab: FakeTab): FakeSpreadsheet {
  const tabs = spreadsheet.tabs.map((each) => (each.tabId === tab.tabId ? tab : each));
  return { ...spreadsheet, tabs };
}

/** `row` with some cells set; cells in between become empty ones. */
export function withCells(row: FakeRow, firstColumn: number, cells: readonly ReadCell[]): FakeRow {
  const changed = [...row];
  while (changed.length < firstColumn) changed.push(null);
  changed.splice(firstColumn, cells.length, ...cells);
  return trimmed(changed);
}

/** Cut after the last non-empty cell. */
export function trimmed(row: FakeRow): FakeRow {
  const end = row.findLastIndex((cell) => cell !== null) + 1;
  return end === row.length ? row : row.slice(0, end);
}

/** Cut after the last row that is not empty. */
export function trimmedRows(rows: readonly FakeRow[]): readonly FakeRow[] {
  return rows.slice(0, rows.findLastIndex((row) => row.length > 0) + 1);
}
