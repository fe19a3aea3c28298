import type { CellDifference } from '@quiz-sync/core';
import { printable } from './printable.js';

type Shown = CellDifference['expected'];

/** A cell's value in a line: text in quotes, so that `"1"` is told from `1`. */
export function cellWords(value: Shown | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  return typeof value === 'string' ? JSON.stringify(printable(value)) : String(value);
}
