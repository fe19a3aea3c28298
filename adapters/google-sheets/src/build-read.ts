import type { CellRange, SheetRead } from '@quiz-sync/core';
import { endColumn, endRow, gridRange, headerRow } from './grid-range.js';
import type { FilterRequest } from './sheets-types.js';

const CELL_FIELDS = 'data(startRow,startColumn,rowData(values(effectiveValue)))';
const TAB_FIELDS = 'properties(sheetId,title,gridProperties(rowCount,columnCount))';
const SPREADSHEET_FIELDS = 'spreadsheetId,properties(timeZone),namedRanges(namedRangeId,name)';

/** All that a read without cells needs. */
export const PROPERTIES_FIELDS = `${SPREADSHEET_FIELDS},sheets(${TAB_FIELDS})`;
/** All that a read with cells needs, and nothing else: an answer with formats would be ten times as long. */
export const READ_FIELDS = `${SPREADSHEET_FIELDS},sheets(${TAB_FIELDS},${CELL_FIELDS})`;
/** What an answer to a write tells of the cells read back. */
export const READ_BACK_FIELDS = `spreadsheetId,updatedSpreadsheet(spreadsheetId,sheets(properties(sheetId),${CELL_FIELDS}))`;

/** A tab that exists, and how large it is; nought by nought for one without cells, such as a chart of its own. */
export interface KnownTab {
  readonly title: string;
  readonly rowCount: number;
  readonly columnCount: number;
}

export type KnownTabs = ReadonlyMap<number, KnownTab>;

/** Whether `tabs` are all that there are, just asked for, or those seen when last we looked. */
export type Knowledge = 'complete' | 'remembered';

/**
 * The ranges of the one call that reads a snapshot: the headers of the tabs asked for, and the cells. Nothing beyond
 * a tab's end, which Google refuses, as far as `tabs` tell; {@link outgrown} tells afterwards whether that cut
 * something off. Of a tab that is not among them, nothing is asked when they are complete, and all when they are not.
 */
export function rangesToRead(request: SheetRead, tabs: KnownTabs, knowledge: Knowledge): CellRange[] {
  const headerTabs = new Set(request.tabs === 'all' ? tabs.keys() : request.tabs);
  const cells: CellRange[] = [];
  for (const range of request.ranges) {
    const tab = tabs.get(range.tabId);
    const within = tab === undefined ? range : rangeWithin(range, tab);
    if (tab === undefined && knowledge === 'complete') continue;
    if (within !== undefined) cells.push(within);
    else if (knowledge === 'remembered') headerTabs.add(range.tabId); // So that the answer tells the tab's size.
  }
  const headers = [...headerTabs].map(headerRow).filter(({ tabId }) => {
    const tab = tabs.get(tabId);
    return tab === undefined ? knowledge === 'remembered' : hasCells(tab);
  });
  return [...headers, ...cells];
}

/** Whether a range was cut at a tab's end that is not its end any more: `before` is what it was cut by. */
export function outgrown(ranges: readonly CellRange[], before: KnownTabs, now: KnownTabs): boolean {
  return ranges.some((range) => {
    const was = before.get(range.tabId);
    const is = now.get(range.tabId);
    if (was === undefined || is === undefined) return false;
    const cutRows = endOf(range.firstRow, range.rows) > was.rowCount && is.rowCount > was.rowCount;
    const cutColumns =
      endOf(range.firstColumn, range.columns) > was.columnCount && is.columnCount > was.columnCount;
    return cutRows || cutColumns;
  });
}

export function filtersFor(ranges: readonly CellRange[]): FilterRequest {
  return { dataFilters: ranges.map((range) => ({ gridRange: gridRange(range) })), includeGridData: true };
}

/** The part of a range that lies within the tab; `undefined` when none does. */
export function rangeWithin(range: CellRange, tab: KnownTab): CellRange | undefined {
  const { firstRow, firstColumn } = range;
  if (firstRow >= tab.rowCount || firstColumn >= tab.columnCount) return undefined;
  const rows = range.rows === undefined ? undefined : Math.min(endRow(range), tab.rowCount) - firstRow;
  const columns =
    range.columns === undefined ? undefined : Math.min(endColumn(range), tab.columnCount) - firstColumn;
  return rows === 0 || columns === 0 ? undefined : { ...range, rows, columns };
}

/** Where a range ends that was cut; an open one is never cut but where it begins. */
function endOf(first: number, count: number | undefined): number {
  return first + (count ?? 1);
}

function hasCells(tab: KnownTab): boolean {
  return tab.rowCount > 0 && tab.columnCount > 0;
}
