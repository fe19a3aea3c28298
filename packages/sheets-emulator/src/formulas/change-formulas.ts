import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import type { Area } from '../ranges/area.ts';
import type { Dimension, Shift } from '../ranges/shift.ts';
import type { Reference } from './formula-tokens.ts';
import { retitledFormula, shiftedFormula } from './rewrite-formula.ts';

/** Writes every formula of a spreadsheet anew where `change` makes it read differently. */
const changeFormulas = (
  spreadsheet: Spreadsheet,
  change: (formula: string, sheet: Sheet) => string,
): void => {
  for (const sheet of spreadsheet.contents.sheets) {
    const { grid } = sheet;
    if (!grid.mayHaveFormulas) continue;
    for (let row = 0; row < grid.usedRows; row++) {
      const cells = grid.row(row)?.cells ?? [];
      for (let column = 0; column < cells.length; column++) {
        const slot = grid.slot(row, column);
        if (typeof slot !== 'object' || slot.formula === undefined) continue;
        const formula = change(slot.formula, sheet);
        if (formula !== slot.formula) grid.put(row, column, { ...slot, formula });
      }
    }
  }
};

/** Whether a reference lies, across the direction of a shift, within a band of the tab. */
const isWithin = ({ first, last = first }: Reference, dimension: Dimension, band: Area): boolean => {
  const inside = (start: number | undefined, end: number | undefined, from: number, to: number): boolean =>
    start !== undefined && end !== undefined && start >= from && end < to;
  return dimension === 'ROWS'
    ? inside(first.column, last.column, band.startColumn, band.endColumn)
    : inside(first.row, last.row, band.startRow, band.endRow);
};

/**
 * Lets formulas follow the cells that they speak of. With a band, only the cells in it were pushed, and references that
 * reach out of it stay.
 */
export const shiftFormulas = (
  spreadsheet: Spreadsheet,
  moved: Sheet,
  dimension: Dimension,
  shift: Shift,
  band?: Area,
): void => {
  const title = moved.properties.title.toLowerCase();
  changeFormulas(spreadsheet, (formula, sheet) => {
    const applies = (reference: Reference): boolean => {
      const { tab } = reference;
      const isThatTab = tab === undefined ? sheet.sheetId === moved.sheetId : tab.toLowerCase() === title;
      return isThatTab && (band === undefined || isWithin(reference, dimension, band));
    };
    return shiftedFormula(formula, applies, dimension, shift);
  });
};

/** Lets formulas follow a tab to its new title. */
export const retitleInFormulas = (spreadsheet: Spreadsheet, from: string, to: string): void =>
  changeFormulas(spreadsheet, (formula) => retitledFormula(formula, from, to));
