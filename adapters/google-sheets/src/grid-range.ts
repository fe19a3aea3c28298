import type { CellRange } from '@quiz-sync/core';
import type { GridRange } from './sheets-types.js';

/** Google's form of a range: half open, with an end left out where it is the tab's. */
export function gridRange(range: CellRange): GridRange {
  return {
    sheetId: range.tabId,
    startRowIndex: range.firstRow,
    ...(range.rows === undefined ? {} : { endRowIndex: endRow(range) }),
    startColumnIndex: range.firstColumn,
    ...(range.columns === undefined ? {} : { endColumnIndex: endColumn(range) }),
  };
}

export function headerRow(tabId: number): CellRange {
  return { tabId, firstRow: 0, rows: 1, firstColumn: 0, columns: undefined };
}

/** The row after a range's last; infinite for a range that is open. */
export function endRow(range: CellRange): number {
  return range.rows === undefined ? Number.POSITIVE_INFINITY : range.firstRow + range.rows;
}

/** The column after a range's last; infinite for a range that is open. */
export function endColumn(range: CellRange): number {
  return range.columns === undefined ? Number.POSITIVE_INFINITY : range.firstColumn + range.columns;
}
