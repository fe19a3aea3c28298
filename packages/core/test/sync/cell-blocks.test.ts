import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockCells, type CellBlock } from '../../src/sync/write/cell-blocks.js';

const block = (row: number, columns: number[], cells: string[]): CellBlock => ({ row, columns, cells });

describe('blockCells', () => {
  it('joins neighbouring rows and columns into one rectangle', () => {
    const blocks = [block(4, [0, 1], ['c', 'd']), block(3, [0, 1], ['a', 'b'])];
    expect(blockCells(7, blocks)).toEqual([
      {
        type: 'write_cells',
        tabId: 7,
        firstRow: 3,
        firstColumn: 0,
        rows: [
          ['a', 'b'],
          ['c', 'd'],
        ],
      },
    ]);
  });

  it('leaves out columns in between, which belong to people', () => {
    expect(
      blockCells(7, [block(1, [0, 2], ['a', 'c'])]).map(({ firstColumn, rows }) => [firstColumn, rows]),
    ).toEqual([
      [0, [['a']]],
      [2, [['c']]],
    ]);
  });

  it('follows columns that people have put into another order', () => {
    expect(blockCells(7, [block(1, [2, 1], ['second', 'first'])])).toMatchObject([
      { firstColumn: 1, rows: [['first', 'second']] },
    ]);
  });

  it('writes exactly the cells it was given, whatever their places', () => {
    const places = fc.uniqueArray(fc.tuple(fc.nat(12), fc.nat(6)), { selector: ([r, c]) => `${r} ${c}` });
    fc.assert(
      fc.property(places, (cells) => {
        const byRow = Map.groupBy(cells, ([row]) => row);
        const blocks = [...byRow].map(([row, ofRow]) =>
          block(
            row,
            ofRow.map(([, column]) => column),
            ofRow.map(([r, column]) => `${r} ${column}`),
          ),
        );
        const written = blockCells(1, blocks).flatMap(({ firstRow, firstColumn, rows }) =>
          rows.flatMap((values, r) =>
            values.map((value, c) => [`${firstRow + r} ${firstColumn + c}`, value]),
          ),
        );
        expect(written.map(([at]) => at).sort()).toEqual(cells.map(([r, c]) => `${r} ${c}`).sort());
        for (const [at, value] of written) expect(value).toBe(at);
      }),
    );
  });
});
