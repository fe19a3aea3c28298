import { hasContent } from '../cells/cell.ts';
import type { Grid } from '../grid/grid.ts';
import { type Area, areasOverlap } from '../ranges/area.ts';

const filled = (grid: Grid, row: number, startColumn: number, endColumn: number): boolean => {
  const cells = grid.row(row)?.cells ?? [];
  for (let column = Math.max(0, startColumn); column < Math.min(endColumn, cells.length); column++) {
    if (hasContent(cells[column])) return true;
  }
  return false;
};

const columnFilled = (grid: Grid, column: number, startRow: number, endRow: number): boolean => {
  if (column < 0) return false;
  for (let row = Math.max(0, startRow); row < Math.min(endRow, grid.usedRows); row++) {
    if (hasContent(grid.slot(row, column))) return true;
  }
  return false;
};

/** Grows a rectangle until there is nothing but empty cells around it. */
const grown = (grid: Grid, seed: Area): Area => {
  let { startRow, endRow, startColumn, endColumn } = seed;
  for (let changed = true; changed; ) {
    changed = false;
    // Rows first and as far as they go: looking along a column costs as much as the table is high.
    while (startRow > 0 && filled(grid, startRow - 1, startColumn - 1, endColumn + 1)) startRow -= 1;
    while (endRow < grid.usedRows && filled(grid, endRow, startColumn - 1, endColumn + 1)) endRow += 1;
    if (columnFilled(grid, startColumn - 1, startRow - 1, endRow + 1)) {
      startColumn -= 1;
      changed = true;
    }
    if (endColumn < grid.columnCount && columnFilled(grid, endColumn, startRow - 1, endRow + 1)) {
      endColumn += 1;
      changed = true;
    }
  }
  return { startRow, endRow, startColumn, endColumn };
};

/**
 * The last table that the range touches: a table is a rectangle of cells in use with nothing but empty cells around it.
 * The last is the one that ends furthest down, and of those the one furthest to the right. `undefined` when the range
 * touches none.
 */
export const findTable = (grid: Grid, range: Area): Area | undefined => {
  const lastRow = Math.min(range.endRow, grid.usedRows) - 1;
  for (let row = lastRow; row >= range.startRow; row--) {
    const cells = grid.row(row)?.cells ?? [];
    for (let column = Math.min(range.endColumn, cells.length) - 1; column >= range.startColumn; column--) {
      if (!hasContent(cells[column])) continue;
      return grown(grid, { startRow: row, endRow: row + 1, startColumn: column, endColumn: column + 1 });
    }
  }
  return tableAround(grid, range);
};

/** An empty cell may still lie inside the rectangle of a table. */
const tableAround = (grid: Grid, range: Area): Area | undefined => {
  const from = { row: range.startRow - 1, column: range.startColumn - 1 };
  for (let row = from.row; row <= range.endRow; row++) {
    for (let column = from.column; column <= range.endColumn; column++) {
      if (row < 0 || column < 0 || !hasContent(grid.slot(row, column))) continue;
      const table = grown(grid, {
        startRow: row,
        endRow: row + 1,
        startColumn: column,
        endColumn: column + 1,
      });
      if (areasOverlap(table, range)) return table;
    }
    if (row > grid.usedRows) break;
  }
  return undefined;
};
