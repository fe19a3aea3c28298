import type { ReadCell } from '@quiz-sync/core';
import {
  emptyTab,
  type FakeRow,
  type FakeSpreadsheet,
  type FakeTab,
  replaceTab,
  trimmed,
  trimmedRows,
  withCells,
} from './fake-spreadsheet.js';

/** What people do to a spreadsheet. Tabs by the title they have now; rows and columns from 0, row 0 is the header. */
export interface People {
  /** Every cell of a tab: its rows up to the last that is not empty, each up to its last non-empty cell. */
  values(title: string): ReadCell[][];
  /** `null` empties the cell. */
  typeCell(title: string, row: number, column: number, value: ReadCell): void;
  /** Empty rows before row `at`. */
  insertRows(title: string, at: number, count: number): void;
  deleteRows(title: string, at: number, count: number): void;
  /** Sorts all rows below the header by one column: numbers, then text, then booleans, empty cells last. */
  sortRows(title: string, column: number, options?: { descending?: boolean }): void;
  /** An empty column before column `at`. */
  insertColumn(title: string, at: number): void;
  deleteColumn(title: string, at: number): void;
  /** Takes column `from` out and puts it before what is then column `to`. */
  moveColumn(title: string, from: number, to: number): void;
  renameTab(title: string, newTitle: string): void;
  deleteTab(title: string): void;
  /** Puts a tab at a place among the others, 0 the leftmost. */
  moveTab(title: string, place: number): void;
  addTab(tabId: number, title: string): void;
  /** Deletes the named range that carries the revision. */
  deleteRevision(): void;
}

/** People at work on the spreadsheet that `current` answers and `put` replaces. */
export function peopleAt(current: () => FakeSpreadsheet, put: (changed: FakeSpreadsheet) => void): People {
  const tabOf = (title: string): FakeTab => {
    const tab = current().tabs.find((each) => each.title === title);
    if (tab === undefined) throw new RangeError(`there is no tab ${title}`);
    return tab;
  };
  const change = (title: string, by: (tab: FakeTab) => FakeTab): void =>
    put(replaceTab(current(), by(tabOf(title))));

  return {
    values: (title) => trimmedRows(tabOf(title).rows).map((row) => [...row]),
    typeCell: (title, row, column, value) => change(title, (tab) => typeCell(tab, row, column, value)),
    insertRows: (title, at, count) => change(title, (tab) => insertRows(tab, at, count)),
    deleteRows: (title, at, count) => change(title, (tab) => deleteRows(tab, at, count)),
    sortRows: (title, column, options) =>
      change(title, (tab) => sortRows(tab, column, options?.descending === true)),
    insertColumn: (title, at) =>
      change(title, (tab) => ({
        ...eachRow(tab, (row) => (row.length <= at ? row : row.toSpliced(at, 0, null))),
        columnCount: tab.columnCount + 1,
      })),
    deleteColumn: (title, at) =>
      change(title, (tab) => ({
        ...eachRow(tab, (row) => row.toSpliced(at, 1)),
        columnCount: tab.columnCount - 1,
      })),
    moveColumn: (title, from, to) => change(title, (tab) => eachRow(tab, (row) => moveCell(row, from, to))),
    renameTab: (title, newTitle) => change(title, (tab) => ({ ...tab, title: newTitle })),
    deleteTab: (title) => put(withoutTab(current(), tabOf(title))),
    moveTab: (title, place) => {
      const others = current().tabs.filter((tab) => tab.title !== title);
      put({ ...current(), tabs: others.toSpliced(place, 0, tabOf(title)) });
    },
    addTab: (tabId, title) =>
      put({ ...current(), tabs: [...current().tabs, emptyTab(tabId, title, 1_000, 26)] }),
    deleteRevision: () => put({ ...current(), revision: null, anchorTabId: undefined }),
  };
}

function typeCell(tab: FakeTab, row: number, column: number, value: ReadCell): FakeTab {
  if (row >= tab.rowCount || column >= tab.columnCount) throw new RangeError(`${tab.title} has no such cell`);
  const rows = [...tab.rows];
  while (rows.length <= row) rows.push([]);
  rows[row] = withCells(rows[row] ?? [], column, [value]);
  return { ...tab, rows };
}

function insertRows(tab: FakeTab, at: number, count: number): FakeTab {
  const empty: FakeRow[] = Array.from({ length: count }, () => []);
  const rows = at < tab.rows.length ? tab.rows.toSpliced(at, 0, ...empty) : tab.rows;
  return { ...tab, rows, rowCount: tab.rowCount + count };
}

function deleteRows(tab: FakeTab, at: number, count: number): FakeTab {
  return { ...tab, rows: tab.rows.toSpliced(at, count), rowCount: tab.rowCount - count };
}

function sortRows(tab: FakeTab, column: number, descending: boolean): FakeTab {
  const [header = [], ...rows] = tab.rows;
  const sign = descending ? -1 : 1;
  rows.sort((a, b) => compareCells(a[column] ?? null, b[column] ?? null, sign));
  return { ...tab, rows: [header, ...rows] };
}

const KIND_ORDER = ['number', 'string', 'boolean'];

/** Empty cells come last in either direction. */
function compareCells(a: ReadCell, b: ReadCell, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const kinds = KIND_ORDER.indexOf(typeof a) - KIND_ORDER.indexOf(typeof b);
  return sign * (kinds || (a < b ? -1 : a > b ? 1 : 0));
}

function eachRow(tab: FakeTab, by: (row: FakeRow) => FakeRow): FakeTab {
  return { ...tab, rows: tab.rows.map((row) => trimmed(by(row))) };
}

function moveCell(row: FakeRow, from: number, to: number): FakeRow {
  const padded = [...row];
  while (padded.length <= Math.max(from, to)) padded.push(null);
  return padded.toSpliced(from, 1).toSpliced(to, 0, padded[from] ?? null);
}

function withoutTab(spreadsheet: FakeSpreadsheet, gone: FakeTab): FakeSpreadsheet {
  const tabs = spreadsheet.tabs.filter((tab) => tab !== gone);
  if (gone.tabId !== spreadsheet.anchorTabId) return { ...spreadsheet, tabs };
  return { ...spreadsheet, tabs, revision: null, anchorTabId: undefined };
}
