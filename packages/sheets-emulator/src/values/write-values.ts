import { invalid } from '../api/api-error.ts';
import { type Cell, cellOf, slotOf } from '../cells/cell.ts';
import { parseEnteredValue } from '../entry/parse-entered-value.ts';
import { isDateFormat } from '../formats/is-date-format.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Area } from '../ranges/area.ts';
import { columnLetters } from '../ranges/column-letters.ts';
import { coveredCells } from '../ranges/covered-cells.ts';
import type { ResolvedRange } from '../ranges/resolve-range.ts';
import { checkTextLength } from '../requests/cell-limit.ts';
import type { Edit } from '../requests/edit.ts';
import { checkProtection } from '../requests/protection.ts';
import { protoText } from './proto-text.ts';

export type InputOption = 'RAW' | 'USER_ENTERED';

/** Rows of what JSON can hold. `null` and `undefined` leave a cell as it is. */
export type InputRows = readonly (readonly unknown[])[];

/** What was written where. */
export interface Written {
  readonly sheet: Sheet;
  readonly area: Area;
  readonly rows: number;
  readonly columns: number;
  readonly cells: number;
}

/** Values as rows, whichever way round they came. Throws when they are no list of lists of plain values. */
export const inputRows = (values: unknown, majorDimension: string | undefined): InputRows => {
  const lists = (values ?? []) as InputRows;
  lists.forEach((list, i) => {
    list.forEach((value, j) => {
      if (typeof value !== 'object' || value === null) return;
      throw invalid(`Invalid values[${i}][${j}]: ${protoText(value)}`);
    });
  });
  if (majorDimension !== 'COLUMNS') return lists;
  const height = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: height }, (_, row) => lists.map((list) => list[row]));
};

const rawCell = (old: Cell, value: string | number | boolean): Cell => ({
  ...old,
  value: value === '' ? undefined : value,
  formula: undefined,
});

const enteredCell = (old: Cell, text: string, thisYear: number): Cell => {
  const format = old.format?.numberFormat;
  if (format?.type === 'TEXT') return rawCell(old, text);
  const { value, formula, numberFormat } = parseEnteredValue(text, thisYear);
  const keepsOwn = numberFormat === undefined || (format !== undefined && !isDateFormat(numberFormat));
  const cell = { ...old, value: value === '' ? undefined : value, formula };
  return keepsOwn ? cell : { ...cell, format: { ...old.format, numberFormat } };
};

const cellFor = (old: Cell, value: unknown, option: InputOption, thisYear: number): Cell => {
  const base: Cell = { ...old, textFormatRuns: undefined, hyperlink: undefined };
  if (typeof value === 'number' || typeof value === 'boolean') return rawCell(base, value);
  const text = String(value);
  checkTextLength(text);
  return option === 'RAW' ? rawCell(base, text) : enteredCell(base, text, thisYear);
};

/** Values must stay inside of the range, and where that is one cell, inside of the grid. */
const checkWithin = (range: ResolvedRange, rows: InputRows, columns: number): void => {
  const { area, oneCell, sheet, text } = range;
  const endRow = oneCell ? sheet.grid.rowCount : area.endRow;
  const endColumn = oneCell ? sheet.grid.columnCount : area.endColumn;
  const asked = `Requested writing within range [${text}], but tried writing to`;
  if (area.startRow + rows.length > endRow) throw invalid(`${asked} row [${endRow + 1}]`);
  if (area.startColumn + columns > endColumn) throw invalid(`${asked} column [${columnLetters(endColumn)}]`);
};

/** Writes rows from the corner of a range on. They must stay inside of it, unless it is one cell, and inside the grid. */
export const writeValues = (
  edit: Edit,
  range: ResolvedRange,
  rows: InputRows,
  option: InputOption,
): Written => {
  const { sheet, area } = range;
  const { grid } = sheet;
  const columns = Math.max(0, ...rows.map((row) => row.length));
  checkWithin(range, rows, columns);
  const { startRow, startColumn } = area;
  const hit = {
    startRow,
    endRow: startRow + Math.max(1, rows.length),
    startColumn,
    endColumn: startColumn + Math.max(1, columns),
  };
  checkProtection(edit, sheet, hit);
  const thisYear = new Date(edit.now).getUTCFullYear();
  const isCovered = coveredCells(sheet, hit);
  let cells = 0;
  rows.forEach((row, i) => {
    row.forEach((value, j) => {
      if (value === null || value === undefined) return;
      const at = [startRow + i, startColumn + j] as const;
      cells += 1;
      if (isCovered(...at)) return;
      grid.put(...at, slotOf(cellFor(cellOf(grid.slot(...at)), value, option, thisYear)));
    });
  });
  return { sheet, area: hit, rows: rows.length, columns, cells };
};
