import { KEY_HEADER, type ReadCell, type TabName, tabLayouts } from '@quiz-sync/core';
import type { FakeSheets } from '@quiz-sync/testing';
import { SHEET_ZONE } from './expected-rows.ts';
import type { PeopleMemory } from './model.ts';

/** A row as a person who knows our headers reads it. */
export interface RowView {
  /** Zero-based in its tab. */
  readonly row: number;
  /** '' for none. */
  readonly key: string;
  /** Cells of our columns besides the key, by header; times in epoch milliseconds. Empty ones are left out. */
  readonly ours: Readonly<Record<string, ReadCell>>;
  /** The other cells, in order. */
  readonly theirs: readonly string[];
}

export interface TabView {
  readonly title: string;
  /** What stands in row 0, '' for nothing. */
  readonly headers: readonly string[];
  /** Which header of ours each column has: that of row 0, or the one that people renamed. */
  readonly columns: readonly (string | undefined)[];
  /** Those that are not empty. */
  readonly rows: readonly RowView[];
  /** Number of rows in use, the header's included. */
  readonly used: number;
}

const HEADERS = new Map<TabName, ReadonlySet<string>>(
  tabLayouts().map(({ tab, columns }) => [
    tab,
    new Set([...columns.map(({ header }) => header), KEY_HEADER]),
  ]),
);

export function isOurs(tab: TabName, header: string): boolean {
  return HEADERS.get(tab)?.has(header) === true;
}

/** What a tab says; `undefined` when there is none. */
export function viewTab(sheets: FakeSheets, people: PeopleMemory, tab: TabName): TabView | undefined {
  const title = people.titles[tab];
  if (sheets.tab(title) === undefined) return undefined;
  const [first = [], ...rest] = sheets.people.values(title);
  const headers = first.map((cell) => (cell === null ? '' : String(cell)));
  const columns = headers.map((header, column) => {
    const ours = people.renamed.get(header)?.header ?? header;
    return isOurs(tab, ours) && !headers.slice(0, column).includes(ours) ? ours : undefined;
  });
  const rows = rest.map((cells, index) => viewRow(cells, index + 1, columns));
  return {
    title,
    headers,
    columns,
    rows: rows.filter(({ key, ours, theirs }) => key !== '' || Object.keys(ours).length + theirs.length > 0),
    used: rest.length + 1,
  };
}

function viewRow(cells: readonly ReadCell[], row: number, columns: readonly (string | undefined)[]): RowView {
  const ours: Record<string, ReadCell> = {};
  const theirs: string[] = [];
  let key = '';
  for (const [column, cell] of cells.entries()) {
    const header = columns[column];
    if (cell === null) continue;
    if (header === KEY_HEADER) key = String(cell);
    else if (header === undefined) theirs.push(String(cell));
    else ours[header] = typeof cell === 'number' ? fromNumber(header, cell) : cell;
  }
  return { row, key, ours, theirs };
}

const TIMES = new Set(['timestamp', 'last_activity', 'Last Activity']);

/** A time is days since 1899-12-30 by the spreadsheet's clocks. */
function fromNumber(header: string, cell: number): number {
  return TIMES.has(header) ? Math.round((cell - 25_569) * 86_400_000) - SHEET_ZONE.offsetMs : cell;
}
