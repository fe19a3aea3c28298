import { invalid } from '../api/api-error.ts';
import { cellOf } from '../cells/cell.ts';
import { formatValue } from '../formats/format-value.ts';
import { Calculation } from '../formulas/calculation.ts';
import type { Sheet } from '../model/sheet.ts';
import { linesOf } from './dimension-requests.ts';
import type { Handler, Handlers } from './edit.ts';

/** Pixels that a letter of 10 points takes in a usual font, on average; and what the cell adds on both sides. */
const LETTER = 7;
const PADDING = 7;
const NARROWEST = 21;

const widthOf = (sheet: Sheet, column: number, calculation: Calculation): number | undefined => {
  let longest = 0;
  for (let row = 0; row < sheet.grid.usedRows; row++) {
    const cell = cellOf(sheet.grid.slot(row, column));
    const shown = formatValue(calculation.value(sheet, row, column), cell.format?.numberFormat);
    longest = Math.max(longest, ...shown.split('\n').map((line) => line.length));
  }
  return longest === 0 ? undefined : Math.max(NARROWEST, longest * LETTER + PADDING);
};

const autoResizeDimensions: Handler<'autoResizeDimensions'> = (edit, { dimensions }) => {
  if (dimensions === undefined) throw invalid('No dimensions specified.');
  const { sheet, dimension, start, end, total } = linesOf(edit, dimensions);
  const calculation = new Calculation(edit.spreadsheet, edit.now);
  for (let line = start; line < Math.min(end, total); line++) {
    if (dimension === 'ROWS') {
      const { pixelSize: _, ...rest } = sheet.grid.row(line)?.properties ?? {};
      sheet.grid.setRowProperties(line, Object.keys(rest).length === 0 ? undefined : rest);
      continue;
    }
    const pixelSize = widthOf(sheet, line, calculation);
    if (pixelSize !== undefined)
      sheet.grid.setColumnProperties(line, { ...sheet.grid.column(line), pixelSize });
  }
  return undefined;
};

/** Requests that fit columns and rows to what is in them. Widths are estimates: no fonts are measured here. */
export const autoResizeRequests: Handlers = { autoResizeDimensions };
