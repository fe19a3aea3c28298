import type { Area } from './area.ts';
import { columnLetters } from './column-letters.ts';

const PLAIN_TITLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LOOKS_LIKE_A_CELL = /^(?:[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*)$/;

/** A tab's title as it stands before the `!`: quoted where it would be read as something else without quotes. */
export const quotedTitle = (title: string): string => {
  if (PLAIN_TITLE.test(title) && !LOOKS_LIKE_A_CELL.test(title)) return title;
  return `'${title.replaceAll("'", "''")}'`;
};

/** `A1`, or `A1:C3`: without a tab. */
const areaText = (area: Area): string => {
  const first = `${columnLetters(area.startColumn)}${area.startRow + 1}`;
  const last = `${columnLetters(area.endColumn - 1)}${area.endRow}`;
  return first === last ? first : `${first}:${last}`;
};

/** `Sheet1!A1:C3`, the form in which ranges come back. */
export const a1Text = (title: string, area: Area): string => `${quotedTitle(title)}!${areaText(area)}`;
