import { cellOf } from '../cells/cell.ts';
import { formatValue } from '../formats/format-value.ts';
import type { Calculation } from '../formulas/calculation.ts';
import { shownFormat } from '../formulas/inferred-format.ts';
import type { Sheet } from '../model/sheet.ts';
import { areaOf } from '../ranges/area.ts';
import type { FilterCriteria } from '../schema/sheets-types.ts';
import { meetsCondition } from './filter-condition.ts';

const isHidden = (
  criteria: FilterCriteria,
  hiddenValues: ReadonlySet<string>,
  sheet: Sheet,
  at: readonly [row: number, column: number],
  calculation: Calculation,
): boolean => {
  const cell = cellOf(sheet.grid.slot(...at));
  const value = calculation.cellValue(cell, sheet, ...at);
  const text = formatValue(value, shownFormat(cell));
  if (hiddenValues.has(text)) return true;
  const { condition } = criteria;
  return condition !== undefined && !meetsCondition(condition, { value, text }, new Date().getUTCFullYear());
};

/** The rows that the tab's basic filter hides, by listed values or by condition. The first row of it never is. */
export const filteredRows = (sheet: Sheet, calculation: Calculation): ReadonlySet<number> => {
  const hidden = new Set<number>();
  const filter = sheet.basicFilter;
  if (filter === undefined) return hidden;
  const area = areaOf(filter.range ?? {}, sheet.grid);
  for (const [offset, criteria] of Object.entries(filter.criteria ?? {})) {
    const hiddenValues = new Set(criteria.hiddenValues ?? []);
    if (hiddenValues.size === 0 && criteria.condition === undefined) continue;
    const column = Number(offset);
    for (let row = area.startRow + 1; row < area.endRow; row++) {
      if (isHidden(criteria, hiddenValues, sheet, [row, column], calculation)) hidden.add(row);
    }
  }
  return hidden;
};
