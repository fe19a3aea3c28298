import type { CellRange, SheetChange, SheetsError } from '@quiz-sync/core';
import { a1Range } from './a1-range.js';
import { endColumn, endRow } from './grid-range.js';
import type { GridRange, SpreadsheetAnswer } from './sheets-types.js';

/** Answers nothing of what it holds, and has no cells. */
export const PROTECTION_FIELDS =
  'spreadsheetId,sheets(properties(sheetId,title,gridProperties(columnCount)),protectedRanges(range,warningOnly))';

/** Most ranges that are named. */
const MOST_NAMED = 3;

type Protected = Extract<SheetsError, { readonly type: 'protected' }>;

/** A range that people protected, and that a batch wanted to write to. */
interface InTheWay {
  readonly tabId: number;
  readonly name: string;
}

/**
 * Google says that a batch hits protected cells, but not which: the ranges in the way, by their names, and their tab if
 * it is one, are told from what is protected. The error as it is when nothing is found.
 */
export function nameProtection(
  error: Protected,
  changes: readonly SheetChange[],
  spreadsheet: SpreadsheetAnswer,
): Protected {
  const written = changes.flatMap(cellsOf);
  const found = protections(spreadsheet).filter(
    ({ tabId, range }) =>
      (error.tabId ?? tabId) === tabId &&
      written.some((cells) => tabId === cells.tabId && meet(cells, range)),
  );
  const names = [...new Set(found.map(({ name }) => name))];
  const tabs = [...new Set(found.map(({ tabId }) => tabId))];
  if (names.length === 0) return error;
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return {
    ...error,
    range: error.range ?? `${names.slice(0, MOST_NAMED).join(', ')}${more}`,
    tabId: error.tabId ?? (tabs.length === 1 ? tabs[0] : undefined),
  };
}

/** The cells that a change writes or dresses. How large tabs are is not in the way of most protections. */
function cellsOf(change: SheetChange): CellRange[] {
  switch (change.type) {
    case 'write_cells': {
      const { tabId, firstRow, firstColumn, rows } = change;
      const columns = Math.max(...rows.map((row) => row.length));
      return [{ tabId, firstRow, rows: rows.length, firstColumn, columns }];
    }
    case 'erase_text': {
      const { tabId, column, row } = change;
      const place = row === undefined ? { firstRow: 1, rows: undefined } : { firstRow: row, rows: 1 };
      return [{ tabId, ...place, firstColumn: column, columns: 1 }];
    }
    case 'format_cells':
      return [change.range];
    default:
      return [];
  }
}

function protections({ sheets = [] }: SpreadsheetAnswer): (InTheWay & { readonly range: CellRange })[] {
  return sheets.flatMap(({ properties, protectedRanges }) => {
    const tabId = properties?.sheetId ?? 0;
    const title = properties?.title ?? '';
    const columnCount = properties?.gridProperties?.columnCount ?? 0;
    const hard = (protectedRanges ?? []).filter(({ warningOnly }) => warningOnly !== true);
    return hard.map(({ range = {} }) => {
      const cells = cellRange(tabId, range);
      return {
        tabId,
        range: cells,
        name: isWhole(range) ? `the tab "${title}"` : a1Range(title, cells, columnCount),
      };
    });
  });
}

function isWhole({ startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }: GridRange): boolean {
  return [startRowIndex, endRowIndex, startColumnIndex, endColumnIndex].every((end) => !end);
}

function cellRange(tabId: number, range: GridRange): CellRange {
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = range;
  const firstRow = startRowIndex ?? 0;
  const firstColumn = startColumnIndex ?? 0;
  return {
    tabId,
    firstRow,
    rows: typeof endRowIndex === 'number' ? endRowIndex - firstRow : undefined,
    firstColumn,
    columns: typeof endColumnIndex === 'number' ? endColumnIndex - firstColumn : undefined,
  };
}

function meet(one: CellRange, other: CellRange): boolean {
  return (
    one.firstRow < endRow(other) &&
    other.firstRow < endRow(one) &&
    one.firstColumn < endColumn(other) &&
    other.firstColumn < endColumn(one)
  );
}
