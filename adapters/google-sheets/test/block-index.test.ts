import type { CellRange, ReadCell } from '@quiz-sync/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsIn } from '../src/block-index.js';
import type { GridBlock, SheetAnswer } from '../src/sheets-types.js';

const cell = (value: ReadCell) => (value === null ? {} : { effectiveValue: { stringValue: String(value) } });

function block(startRow: number, startColumn: number, rows: readonly (readonly ReadCell[])[]): GridBlock {
  return {
    ...(startRow === 0 ? {} : { startRow }), // Google leaves out nought.
    ...(startColumn === 0 ? {} : { startColumn }),
    ...(rows.length === 0
      ? {}
      : { rowData: rows.map((row) => (row.length ? { values: row.map(cell) } : {})) }),
  };
}

const range = (
  firstRow: number,
  rows: number | undefined,
  firstColumn: number,
  columns: number | undefined,
) => ({
  tabId: 0,
  firstRow,
  rows,
  firstColumn,
  columns,
});

describe('the cells of a range', () => {
  const sheets: SheetAnswer[] = [
    { properties: { title: 'nought leaves out its id' }, data: [block(0, 0, [['a', 'b'], [], ['c']])] },
    { properties: { sheetId: 7 }, data: [block(5, 2, [['x']]), block(0, 0, [['h1', null, 'h3']])] },
    { properties: { sheetId: 8 } },
  ];
  test.each([
    { of: range(0, 1, 0, undefined), cells: [['a', 'b']] },
    { of: range(0, undefined, 0, undefined), cells: [['a', 'b'], [], ['c']] },
    { of: range(1, 1, 0, 2), cells: [] },
    { of: range(1, 2, 0, 1), cells: [[], ['c']] },
    { of: range(0, 3, 1, 1), cells: [['b']] },
    { of: { ...range(0, 1, 0, undefined), tabId: 7 }, cells: [['h1', null, 'h3']] },
    { of: { ...range(5, 1, 2, 1), tabId: 7 }, cells: [['x']] },
    { of: { ...range(4, 3, 0, undefined), tabId: 7 }, cells: [[], [null, null, 'x']] },
    { of: { ...range(0, 9, 0, 9), tabId: 8 }, cells: [] },
    { of: { ...range(0, 9, 0, 9), tabId: 9 }, cells: [] },
  ])('$of', ({ of, cells }) => {
    expect(cellsIn(sheets)(of)).toEqual(cells);
  });
});

const HEIGHT = 12;
const WIDTH = 6;

const grids = fc.array(
  fc.array(fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null, freq: 2 }), {
    minLength: WIDTH,
    maxLength: WIDTH,
  }),
  { minLength: HEIGHT, maxLength: HEIGHT },
);

const ranges = fc
  .record({
    firstRow: fc.nat(HEIGHT - 1),
    rows: fc.option(fc.integer({ min: 1, max: HEIGHT }), { nil: undefined }),
    firstColumn: fc.nat(WIDTH - 1),
    columns: fc.option(fc.integer({ min: 1, max: WIDTH }), { nil: undefined }),
  })
  .map((at): CellRange => ({ tabId: 0, ...at }));

test('are right whatever Google does to the blocks: reordered, merged, repeated, cut where cells are empty', () => {
  fc.assert(
    fc.property(
      grids,
      fc.array(ranges, { minLength: 1, maxLength: 8 }),
      fc.array(ranges, { maxLength: 4 }),
      fc.infiniteStream(fc.nat()),
      (grid, asked, extra, orders) => {
        const blocks = [...asked, ...extra, ...asked.slice(0, 2)].map((each) =>
          block(each.firstRow, each.firstColumn, slice(grid, each)),
        );
        blocks.sort(() => ((orders.next().value ?? 0) % 3) - 1);
        const cellsOf = cellsIn([{ properties: {}, data: blocks }]);
        for (const each of asked) expect(cellsOf(each)).toEqual(slice(grid, each));
      },
    ),
    { numRuns: 500 },
  );
});

/** What the port promises: rows cut after their last non-empty cell, trailing empty rows cut too. */
function slice(grid: readonly (readonly ReadCell[])[], { firstRow, rows, firstColumn, columns }: CellRange) {
  const cut = <Item>(list: Item[], isEmpty: (item: Item) => boolean): Item[] =>
    list.slice(0, list.findLastIndex((item) => !isEmpty(item)) + 1);
  const block = grid
    .slice(firstRow, rows === undefined ? undefined : firstRow + rows)
    .map((row) => row.slice(firstColumn, columns === undefined ? undefined : firstColumn + columns))
    .map((row) => cut(row, (value) => value === null));
  return cut(block, (row) => row.length === 0);
}
