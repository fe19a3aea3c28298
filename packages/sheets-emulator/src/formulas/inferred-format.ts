import type { Cell } from '../cells/cell.ts';
import type { NumberFormat } from '../schema/sheets-types.ts';

const DATE: NumberFormat = { type: 'DATE', pattern: 'M/d/yyyy' };
const DATE_TIME: NumberFormat = { type: 'DATE_TIME', pattern: 'M/d/yyyy H:mm:ss' };
const TIME: NumberFormat = { type: 'TIME', pattern: 'h:mm:ss am/pm' };

/** Functions whose outcome is shown as a date or a time where the cell has no format of its own. */
const BY_FUNCTION: Readonly<Record<string, NumberFormat>> = {
  DATE,
  DATEVALUE: DATE,
  EDATE: DATE,
  EOMONTH: DATE,
  TODAY: DATE,
  WORKDAY: DATE,
  NOW: DATE_TIME,
  TIME,
  TIMEVALUE: TIME,
};

const OUTER_CALL = /^=\s*([A-Za-z]+)\s*\([^()]*\)\s*$/;

/** How a cell's number is shown: by its own format, or as its formula suggests. */
export const shownFormat = (cell: Cell): NumberFormat | undefined => {
  const own = cell.format?.numberFormat;
  if (own !== undefined || cell.formula === undefined) return own;
  const name = OUTER_CALL.exec(cell.formula)?.[1]?.toUpperCase();
  return name === undefined ? undefined : BY_FUNCTION[name];
};
