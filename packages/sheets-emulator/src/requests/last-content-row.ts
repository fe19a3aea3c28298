import { hasContent } from '../cells/cell.ts';
import type { Grid } from '../grid/grid.ts';

/** The last row with a value or a formula in it; -1 when there is none. */
export const lastContentRow = (grid: Grid): number => {
  for (let row = grid.usedRows - 1; row >= 0; row--) {
    if (grid.row(row)?.cells.some(hasContent) === true) return row;
  }
  return -1;
};
