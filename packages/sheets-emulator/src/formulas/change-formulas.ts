import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import type { Dimension, Shift } from '../ranges/shift.ts';
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

/** Lets formulas follow the cells that they speak of. */
export const shiftFormulas = (
  spreadsheet: Spreadsheet,
  moved: Sheet,
  dimension: Dimension,
  shift: Shift,
): void => {
  const title = moved.properties.title.toLowerCase();
  changeFormulas(spreadsheet, (formula, sheet) => {
    const isThatTab = (tab: string | undefined): boolean =>
      tab === undefined ? sheet.sheetId === moved.sheetId : tab.toLowerCase() === title;
    return shiftedFormula(formula, isThatTab, dimension, shift);
  });
};

/** Lets formulas follow a tab to its new title. */
export const retitleInFormulas = (spreadsheet: Spreadsheet, from: string, to: string): void =>
  changeFormulas(spreadsheet, (formula) => retitledFormula(formula, from, to));
