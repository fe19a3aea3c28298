import type { CellRange, ReadCell, SheetRead, SheetSnapshot, TabSnapshot } from '@quiz-sync/core';
import { type FakeSpreadsheet, type FakeTab, trimmed, trimmedRows } from './fake-spreadsheet.js';

export function takeSnapshot(spreadsheet: FakeSpreadsheet, request: SheetRead): SheetSnapshot {
  const { tabs } = request;
  return {
    revision: spreadsheet.revision,
    timeZone: spreadsheet.timeZone,
    tabs: spreadsheet.tabs.map((tab) => snapshotTab(tab, tabs === 'all' || tabs.includes(tab.tabId))),
    cells: readRanges(spreadsheet, request.ranges),
  };
}

function snapshotTab(tab: FakeTab, asked: boolean): TabSnapshot {
  const { tabId, title, rowCount, columnCount } = tab;
  const headers = asked ? (tab.rows[0] ?? []).map((cell) => (cell === null ? '' : String(cell))) : [];
  return { tabId, title, rowCount, columnCount, headers };
}

/** Each range's rows, trimmed; nothing for a tab that is gone. */
export function readRanges(
  spreadsheet: FakeSpreadsheet,
  ranges: readonly CellRange[],
): (readonly (readonly ReadCell[])[])[] {
  const tabs = new Map(spreadsheet.tabs.map((tab) => [tab.tabId, tab]));
  return ranges.map((range) => {
    const rows = tabs.get(range.tabId)?.rows ?? [];
    const cut = rows
      .slice(range.firstRow, endOf(range.firstRow, range.rows))
      .map((row) => trimmed(row.slice(range.firstColumn, endOf(range.firstColumn, range.columns))));
    return trimmedRows(cut);
  });
}

function endOf(first: number, count: number | undefined): number | undefined {
  return count === undefined ? undefined : first + count;
}
