import type { Cell, SheetChange } from '@quiz-sync/core';

/** The tab that suites make. */
export const TAB_ID = 731_000_001;
export const TITLE = 'Learners and “their” answers';

export function addTab(rowCount = 100, columnCount = 8): SheetChange {
  return { type: 'add_tab', tabId: TAB_ID, title: TITLE, rowCount, columnCount };
}

export function writeCells(
  firstRow: number,
  firstColumn: number,
  rows: readonly (readonly Cell[])[],
  tabId = TAB_ID,
): SheetChange {
  return { type: 'write_cells', tabId, firstRow, firstColumn, rows };
}

export function rangeOf(
  firstRow: number,
  rows: number | undefined,
  firstColumn: number,
  columns: number | undefined,
  tabId = TAB_ID,
) {
  return { tabId, firstRow, rows, firstColumn, columns };
}

/** A header and two rows. */
export const SMALL_TABLE: readonly (readonly Cell[])[] = [
  ['name', 'score', 'quiz_sync_key'],
  ['Ada', 90, 'key-1'],
  ['Grace', 80, 'key-2'],
];
