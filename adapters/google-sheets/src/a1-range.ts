import type { CellRange } from '@quiz-sync/core';

/**
 * A range as Google's one parameter that takes no ids wants it: `'It''s'!B2:C10`. `columnCount` is the tab's, for a
 * range that is open on both sides, which this notation cannot write.
 */
export function a1Range(title: string, range: CellRange, columnCount: number): string {
  const tab = `'${title.replaceAll("'", "''")}'`;
  const { firstRow, rows, firstColumn, columns } = range;
  const top = firstRow + 1;
  const bottom = rows === undefined ? '' : firstRow + rows;
  if (columns === undefined && rows !== undefined && firstColumn === 0) return `${tab}!${top}:${bottom}`;
  const left = columnLetters(firstColumn);
  const right = columnLetters(columns === undefined ? columnCount - 1 : firstColumn + columns - 1);
  return `${tab}!${left}${top}:${right}${bottom}`;
}

/** A, B, ... Z, AA, ... of a zero-based column. */
export function columnLetters(column: number): string {
  const rest = column % 26;
  const letter = String.fromCharCode(65 + rest);
  return column < 26 ? letter : columnLetters((column - rest) / 26 - 1) + letter;
}
