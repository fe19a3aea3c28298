import { type Cell, cellOf, hasContent, type Scalar } from '../cells/cell.ts';
import { formatValue } from '../formats/format-value.ts';
import { isDateFormat } from '../formats/is-date-format.ts';
import type { Calculation } from '../formulas/calculation.ts';
import { shownFormat } from '../formulas/inferred-format.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Area } from '../ranges/area.ts';

/** How values are to be shown, and which way round. */
export interface ValueOptions {
  readonly majorDimension: 'ROWS' | 'COLUMNS';
  readonly render: 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA';
  readonly dates: 'SERIAL_NUMBER' | 'FORMATTED_STRING';
}

export const DEFAULT_VALUE_OPTIONS: ValueOptions = {
  majorDimension: 'ROWS',
  render: 'FORMATTED_VALUE',
  dates: 'SERIAL_NUMBER',
};

const renderCell = (cell: Cell, value: Scalar, options: ValueOptions): string | number | boolean => {
  if (options.render === 'FORMULA' && cell.formula !== undefined) return cell.formula;
  const format = shownFormat(cell);
  if (options.render === 'FORMATTED_VALUE') return formatValue(value, format);
  if (value === undefined) return '';
  if (typeof value === 'object') return formatValue(value, format);
  if (typeof value === 'number' && options.dates === 'FORMATTED_STRING' && isDateFormat(format)) {
    return formatValue(value, format);
  }
  return value;
};

type Line = (string | number | boolean)[];

const trimmed = (line: Line): Line => {
  while (line.length > 0 && line[line.length - 1] === '') line.pop();
  return line;
};

const renderRows = (sheet: Sheet, area: Area, calculation: Calculation, options: ValueOptions): Line[] => {
  const { grid } = sheet;
  const lines: Line[] = [];
  const end = Math.min(area.endRow, grid.usedRows);
  for (let row = area.startRow; row < end; row++) {
    const cells = grid.row(row)?.cells ?? [];
    const line: Line = [];
    const last = Math.min(area.endColumn, cells.length);
    for (let column = area.startColumn; column < last; column++) {
      const slot = cells[column];
      if (typeof slot === 'string') line.push(slot);
      else if (!hasContent(slot)) line.push('');
      else line.push(renderCell(cellOf(slot), calculation.value(sheet, row, column), options));
    }
    lines.push(trimmed(line));
  }
  return lines;
};

const turned = (rows: readonly Line[]): Line[] => {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => trimmed(rows.map((row) => row[column] ?? '')));
};

/** The values of an area, without the empty cells and lines at the ends. */
export const renderValues = (
  sheet: Sheet,
  area: Area,
  calculation: Calculation,
  options: ValueOptions,
): readonly Line[] => {
  const rows = renderRows(sheet, area, calculation, options);
  while (rows.length > 0 && rows[rows.length - 1]?.length === 0) rows.pop();
  return options.majorDimension === 'COLUMNS' ? turned(rows) : rows;
};
