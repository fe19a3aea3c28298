import type { Cell, ReadCell } from '@quiz-sync/core';
import type { CellAnswer } from './sheets-types.js';

/** What a cell shows for each kind of formula error. */
const ERROR_TEXTS: Readonly<Record<string, string>> = {
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
  LOADING: 'Loading...',
};

/**
 * A cell to write. Typed values are never parsed, so text stays text whatever it begins with; a cell without a value,
 * under a mask that names the value, is blanked. `serialOf` gives an instant its number in the spreadsheet's zone.
 */
export function cellToWrite(cell: Cell, serialOf: (instant: number) => number): CellAnswer {
  if (cell === null) return {};
  if (typeof cell === 'string') return { userEnteredValue: { stringValue: cell } };
  if (typeof cell === 'boolean') return { userEnteredValue: { boolValue: cell } };
  return { userEnteredValue: { numberValue: typeof cell === 'number' ? cell : serialOf(cell.instant) } };
}

/** The value a cell has, a formula's result included; `null` for an empty one. */
export function cellAsRead(cell: CellAnswer | undefined): ReadCell {
  const value = cell?.effectiveValue;
  if (value === undefined || value === null) return null;
  if (value.errorValue) return ERROR_TEXTS[value.errorValue.type ?? ''] ?? '#ERROR!';
  return value.stringValue ?? value.numberValue ?? value.boolValue ?? null;
}
