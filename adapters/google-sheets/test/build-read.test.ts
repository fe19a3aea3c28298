import type { CellRange } from '@quiz-sync/core';
import { describe, expect, test } from 'vitest';
import { filtersFor, type KnownTabs, outgrown, rangesToRead } from '../src/build-read.js';

const TABS: KnownTabs = new Map([
  [0, { title: 'People’s', rowCount: 1000, columnCount: 26 }],
  [7, { title: 'QuizResponses', rowCount: 100, columnCount: 10 }],
  [8, { title: 'A chart of its own', rowCount: 0, columnCount: 0 }],
]);

function range(
  tabId: number,
  firstRow: number,
  rows: number | undefined,
  firstColumn: number,
  columns: number | undefined,
): CellRange {
  return { tabId, firstRow, rows, firstColumn, columns };
}

const header = (tabId: number): CellRange => range(tabId, 0, 1, 0, undefined);

describe('the ranges to read', () => {
  const cases = [
    {
      what: 'headers first, then cells as they were asked for',
      request: { tabs: [7], ranges: [range(7, 1, 2, 3, 1), range(0, 5, undefined, 0, undefined)] },
      remembered: [header(7), range(7, 1, 2, 3, 1), range(0, 5, undefined, 0, undefined)],
      complete: [header(7), range(7, 1, 2, 3, 1), range(0, 5, undefined, 0, undefined)],
    },
    {
      what: 'of all tabs, the headers of those that have cells',
      request: { tabs: 'all' as const, ranges: [] },
      remembered: [header(0), header(7)],
      complete: [header(0), header(7)],
    },
    {
      what: 'of a tab that is not known, all or nothing',
      request: { tabs: [9], ranges: [range(9, 1, 2, 3, 1)] },
      remembered: [header(9), range(9, 1, 2, 3, 1)],
      complete: [],
    },
    {
      what: 'no further than a tab goes',
      request: { tabs: [7], ranges: [range(7, 50, 50_000, 0, 1), range(7, 0, 1, 8, 5)] },
      remembered: [header(7), range(7, 50, 50, 0, 1), range(7, 0, 1, 8, 2)],
      complete: [header(7), range(7, 50, 50, 0, 1), range(7, 0, 1, 8, 2)],
    },
    {
      what: 'instead of what is beyond a tab’s end, its header, which tells its size',
      request: { tabs: [], ranges: [range(7, 100, 1, 0, 1), range(7, 0, 1, 10, 1)] },
      remembered: [header(7)],
      complete: [],
    },
    {
      what: 'nothing for ranges without rows',
      request: { tabs: [7], ranges: [range(7, 1, 0, 0, 1)] },
      remembered: [header(7)],
      complete: [header(7)],
    },
  ];
  test.each(cases)('$what (tabs as last seen)', ({ request, remembered }) => {
    expect(rangesToRead(request, TABS, 'remembered')).toEqual(remembered);
  });
  test.each(cases)('$what (tabs just asked for)', ({ request, complete }) => {
    expect(rangesToRead(request, TABS, 'complete')).toEqual(complete);
  });
});

test.each([
  { what: 'a tab that has not grown', ranges: [range(7, 50, 500, 0, 1)], rowCount: 100, grown: false },
  { what: 'a tab that has shrunk', ranges: [range(7, 50, 500, 0, 1)], rowCount: 60, grown: false },
  { what: 'a grown tab, a range cut', ranges: [range(7, 50, 500, 0, 1)], rowCount: 101, grown: true },
  { what: 'a grown tab, a range left out', ranges: [range(7, 100, 1, 0, 1)], rowCount: 101, grown: true },
  {
    what: 'a grown tab, a range left out that is open',
    ranges: [range(7, 100, undefined, 0, 1)],
    rowCount: 101,
    grown: true,
  },
  {
    what: 'a grown tab, a range that was whole',
    ranges: [range(7, 50, 50, 0, 1)],
    rowCount: 200,
    grown: false,
  },
  {
    what: 'a grown tab, a range that is open',
    ranges: [range(7, 50, undefined, 0, 1)],
    rowCount: 200,
    grown: false,
  },
  { what: 'another tab', ranges: [range(9, 50, 500, 0, 1)], rowCount: 200, grown: false },
])('whether something was cut off $what: $grown', ({ ranges, rowCount, grown }) => {
  const now = new Map([[7, { title: 'QuizResponses', rowCount, columnCount: 10 }]]);
  expect(outgrown(ranges, TABS, now)).toBe(grown);
});

test('whether something was cut off at the right', () => {
  const now = new Map([[7, { title: 'QuizResponses', rowCount: 100, columnCount: 11 }]]);
  expect(outgrown([range(7, 0, 1, 8, 5)], TABS, now)).toBe(true);
  expect(outgrown([range(7, 0, 1, 8, undefined)], TABS, now)).toBe(false);
});

test('filters leave out the ends that are the tab’s', () => {
  expect(filtersFor([header(7), range(7, 1, undefined, 3, 2)])).toEqual({
    includeGridData: true,
    dataFilters: [
      { gridRange: { sheetId: 7, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0 } },
      { gridRange: { sheetId: 7, startRowIndex: 1, startColumnIndex: 3, endColumnIndex: 5 } },
    ],
  });
});
