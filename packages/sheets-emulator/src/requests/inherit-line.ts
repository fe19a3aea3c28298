import { cellOf, type Slot, slotOf } from '../cells/cell.ts';
import type { Grid } from '../grid/grid.ts';
import type { Dimension } from '../ranges/shift.ts';

const formatOnly = (slot: Slot): Slot => {
  const { format, dataValidation } = cellOf(slot);
  return slotOf({ format, dataValidation });
};

/** Gives new lines (`start` up to `end`) the formats and the size of the line next to them. */
export const inheritLine = (
  grid: Grid,
  dimension: Dimension,
  start: number,
  end: number,
  from: number,
): void => {
  if (dimension === 'ROWS') {
    const source = grid.row(from);
    if (source === undefined) return;
    source.cells.forEach((slot, column) => {
      const format = formatOnly(slot);
      if (format === undefined) return;
      for (let row = start; row < end; row++) grid.put(row, column, format);
    });
    return;
  }
  for (let column = start; column < end; column++) grid.setColumnProperties(column, grid.column(from));
  for (let row = 0; row < grid.usedRows; row++) {
    const format = formatOnly(grid.slot(row, from));
    if (format === undefined) continue;
    for (let column = start; column < end; column++) grid.put(row, column, format);
  }
};
