import type { Scalar } from '../cells/cell.ts';

/** Numbers come first, then text, truth values and errors; empty cells come last whichever way is sorted. */
const rankOf = (value: Scalar): number => {
  if (typeof value === 'number') return 0;
  if (typeof value === 'string') return 1;
  if (typeof value === 'boolean') return 2;
  return 3;
};

const TEXT_ORDER = new Intl.Collator('en-US', { sensitivity: 'variant' });

/** The order of two values that are there, ascending. */
const compareFilled = (a: Scalar, b: Scalar): number => {
  const ranks = rankOf(a) - rankOf(b);
  if (ranks !== 0) return ranks;
  if (typeof a === 'string' && typeof b === 'string') return TEXT_ORDER.compare(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Number(a === true) - Number(b === true);
};

/** The order of two values in a sorted range. */
export const compareValues = (a: Scalar, b: Scalar, descending: boolean): number => {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return descending ? compareFilled(b, a) : compareFilled(a, b);
};
