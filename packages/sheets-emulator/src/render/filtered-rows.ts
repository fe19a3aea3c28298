import { cellOf } from '../cells/cell.ts';
import { formatValue } from '../formats/format-value.ts';
import type { Calculation } from '../formulas/calculation.ts';
import type { Sheet } from '../model/sheet.ts';
import { areaOf } from '../ranges/area.ts';

/** The rows that the tab's basic filter hides: those with a value that it lists as hidden. The first row never is. */
export const filteredRows = (sheet: Sheet, calculation: Calculation): ReadonlySet<number> => {
  const hidden = new Set<number>();
  const filter = sheet.basicFilter;
  if (filter === undefined) return hidden;
  const area = areaOf(filter.range ?? {}, sheet.grid);
  const specs = Object.entries(filter.criteria ?? {});
  for (const [column, criteria] of specs) {
    const values = new Set(criteria.hiddenValues ?? []);
    if (values.size === 0) continue;
    for (let row = area.startRow + 1; row < area.endRow; row++) {
      const at = area.startColumn + Number(column);
      const cell = cellOf(sheet.grid.slot(row, at));
      const shown = formatValue(calculation.cellValue(cell, sheet, row, at), cell.format?.numberFormat);
      if (values.has(shown)) hidden.add(row);
    }
  }
  return hidden;
};
