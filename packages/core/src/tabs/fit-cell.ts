import type { Cell } from '../ports/sheets-port.js';

/** Most characters (UTF-16 code units) Google takes in one cell. */
export const MAX_CELL_CHARACTERS = 50_000;

/** Cuts text that is too long for a cell, and says so at its end: nothing is ever cut without a mark. The store keeps it whole. */
export function fitCell(cell: Cell): Cell {
  if (typeof cell !== 'string' || cell.length <= MAX_CELL_CHARACTERS) return cell;
  const mark = ` … [cut: ${cell.length} characters in all]`;
  let end = MAX_CELL_CHARACTERS - mark.length;
  if (isHighSurrogate(cell.charCodeAt(end - 1))) end -= 1;
  return cell.slice(0, end) + mark;
}

/** Cutting between the halves of a character would leave a lone surrogate, which UTF-8 cannot carry. */
function isHighSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xd800 && codeUnit <= 0xdbff;
}
