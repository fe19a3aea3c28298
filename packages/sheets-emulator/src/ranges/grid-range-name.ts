import type { GridRange } from '../schema/sheets-types.ts';
import { quotedTitle } from './a1-text.ts';
import { columnLetters } from './column-letters.ts';

/** The last column that has a name: `ZZZ`. */
const LAST_NAMED = 18277;

const letters = (column: number | undefined): string =>
  column === undefined || column > LAST_NAMED ? '' : columnLetters(column);

/** A range as complaints call it: only the sides that were given, `Sheet1!B1001:C`, `Sheet1!AA`, `Sheet1!1001:`. */
export const gridRangeName = (title: string, range: GridRange): string => {
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = range;
  const start = `${letters(startColumnIndex)}${startRowIndex === undefined ? '' : startRowIndex + 1}`;
  const endColumn = endColumnIndex === undefined ? undefined : endColumnIndex - 1;
  const end = `${letters(endColumn)}${endRowIndex ?? ''}`;
  const isEmpty =
    (startRowIndex !== undefined && endRowIndex === startRowIndex) ||
    (startColumnIndex !== undefined && endColumnIndex === startColumnIndex);
  return `${isEmpty ? '(empty) ' : ''}${quotedTitle(title)}!${start === end ? start : `${start}:${end}`}`;
};
