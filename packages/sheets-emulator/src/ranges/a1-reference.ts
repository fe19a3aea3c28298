import { columnIndex } from './column-letters.ts';

/** A rectangle as somebody wrote it. A side that is not given is open. */
export interface Rectangle {
  readonly startRow?: number | undefined;
  readonly endRow?: number | undefined;
  readonly startColumn?: number | undefined;
  readonly endColumn?: number | undefined;
}

interface Corner {
  readonly row?: number | undefined;
  readonly column?: number | undefined;
}

const A1_CORNER = /^\$?([A-Za-z]{1,3})?\$?(\d{1,8})?$/;
const R1C1_CORNER = /^(R(\d{1,8}|\[\d{1,8}\])?)?(C(\d{1,5}|\[\d{1,5}\])?)?$/i;

const a1Corner = (text: string): Corner | undefined => {
  const match = A1_CORNER.exec(text);
  if (match === null || text === '' || text === '$' || text === '$$') return undefined;
  const [, letters, digits] = match;
  if (digits !== undefined && Number(digits) === 0) return undefined;
  return {
    row: digits === undefined ? undefined : Number(digits) - 1,
    column: letters === undefined ? undefined : columnIndex(letters),
  };
};

/** Counted from zero: a number counts from one, one in brackets from A1, and none at all is A1's. Below it is nothing. */
const r1c1Index = (number: string | undefined): number => {
  if (number === undefined) return 0;
  return number.startsWith('[') ? Number(number.slice(1, -1)) : Number(number) - 1;
};

const r1c1Corner = (text: string): Corner | undefined => {
  const match = R1C1_CORNER.exec(text);
  if (match === null || text === '') return undefined;
  const [, rowPart, rowNumber, columnPart, columnNumber] = match;
  const row = r1c1Index(rowNumber);
  const column = r1c1Index(columnNumber);
  if (row < 0 || column < 0) return undefined;
  // A letter alone is a cell, not a line.
  if (text.length === 1) return { row, column };
  return {
    row: rowPart === undefined ? undefined : row,
    column: columnPart === undefined ? undefined : column,
  };
};

const ordered = (
  a: number | undefined,
  b: number | undefined,
): readonly [number | undefined, number | undefined] => {
  if (a === undefined) return [b, undefined];
  if (b === undefined) return [a, undefined];
  return a <= b ? [a, b + 1] : [b, a + 1];
};

const between = (first: Corner, last: Corner): Rectangle => {
  const [startRow, endRow] = ordered(first.row, last.row);
  const [startColumn, endColumn] = ordered(first.column, last.column);
  return { startRow, endRow, startColumn, endColumn };
};

const parseWith = (text: string, corner: (part: string) => Corner | undefined): Rectangle | undefined => {
  const [left = '', right, ...more] = text.split(':');
  if (more.length > 0) return undefined;
  const first = corner(left);
  if (first === undefined) return undefined;
  if (right === undefined) {
    return first.row === undefined || first.column === undefined ? undefined : between(first, first);
  }
  const last = corner(right);
  return last === undefined ? undefined : between(first, last);
};

const parseR1c1 = (text: string): Rectangle | undefined => {
  const rectangle = parseWith(text, r1c1Corner);
  if (rectangle !== undefined || text.includes(':')) return rectangle;
  const whole = r1c1Corner(text);
  return whole === undefined ? undefined : between(whole, whole);
};

/**
 * Reads what stands after the tab: `A1`, `A1:C3`, `A:C`, `2:5`, `A2:C`, `A2:5`, `R1C1:R3C3`. `undefined` when it is no
 * such thing (it may still be the name of a range or of a tab).
 */
export const parseRectangle = (text: string): Rectangle | undefined =>
  parseWith(text, a1Corner) ?? parseR1c1(text);
