import { invalid } from '../api/api-error.ts';
import type { Scalar, Slot } from '../cells/cell.ts';
import { Calculation } from '../formulas/calculation.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Area } from '../ranges/area.ts';
import type { SortSpec } from '../schema/sheets-types.ts';
import { compareValues } from './compare-values.ts';
import type { Edit } from './edit.ts';
import { checkProtection } from './protection.ts';

const keysOf = (
  edit: Edit,
  sheet: Sheet,
  area: Area,
  specs: readonly SortSpec[],
): readonly (readonly Scalar[])[] => {
  const calculation = new Calculation(edit.spreadsheet, edit.now);
  const columns = specs.map((spec) => spec.dimensionIndex ?? 0);
  const keys: Scalar[][] = [];
  for (let row = area.startRow; row < area.endRow; row++) {
    keys.push(columns.map((column) => calculation.value(sheet, row, column)));
  }
  return keys;
};

const orderOf = (keys: readonly (readonly Scalar[])[], specs: readonly SortSpec[]): readonly number[] => {
  const order = keys.map((_, i) => i);
  const compare = (a: number, b: number): number => {
    for (const [i, spec] of specs.entries()) {
      const result = compareValues(keys[a]?.[i], keys[b]?.[i], spec.sortOrder === 'DESCENDING');
      if (result !== 0) return result;
    }
    return a - b;
  };
  return order.sort(compare);
};

const reorderPart = (sheet: Sheet, area: Area, order: readonly number[]): void => {
  const { grid } = sheet;
  const before: (readonly Slot[])[] = order.map((_, i) => {
    const cells = grid.row(area.startRow + i)?.cells ?? [];
    return cells.slice(area.startColumn, area.endColumn);
  });
  order.forEach((from, i) => {
    if (from === i) return;
    const width = Math.max(before[from]?.length ?? 0, before[i]?.length ?? 0);
    for (let j = 0; j < width; j++) grid.put(area.startRow + i, area.startColumn + j, before[from]?.[j]);
  });
};

/**
 * Sorts the rows of an area; whole cells move, with their formats and notes. Rows outside of it stay, and so do the
 * sizes of rows. Sorting is stable.
 */
export const sortRows = (edit: Edit, sheet: Sheet, area: Area, specs: readonly SortSpec[]): void => {
  checkProtection(edit, sheet, area);
  for (const { dimensionIndex = 0 } of specs) {
    if (dimensionIndex < area.startColumn || dimensionIndex >= area.endColumn) {
      throw invalid(`sortSpecs.dimensionIndex[${dimensionIndex}] is not in the range.`);
    }
  }
  const used = { ...area, endRow: Math.min(area.endRow, Math.max(area.startRow, sheet.grid.usedRows)) };
  reorderPart(sheet, used, orderOf(keysOf(edit, sheet, used, specs), specs));
};
