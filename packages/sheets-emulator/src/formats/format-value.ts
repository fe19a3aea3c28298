import { format as formatByPattern } from 'numfmt';
import type { Scalar } from '../cells/cell.ts';
import type { NumberFormat } from '../schema/sheets-types.ts';
import { patternOf } from './default-patterns.ts';
import { generalNumber } from './general-number.ts';

/** The signs that stand in a cell for the kinds of errors. */
const ERROR_SIGNS = {
  ERROR: '#ERROR!',
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
} as const;

/** The patterns of Sheets that numfmt writes differently. */
const translated = (pattern: string): string => {
  const clock = /am\/pm/i.test(pattern)
    ? pattern.replace(/am\/pm/gi, 'AM/PM')
    : pattern.replace(/a\/p/gi, 'A/P');
  return clock.replace(/\[\$([^\]-]*)\]/g, '"$1"');
};

const formatNumber = (value: number, format: NumberFormat | undefined): string => {
  const pattern = patternOf(format);
  if (pattern === '' || pattern === '@' || /^general$/i.test(pattern)) return generalNumber(value);
  try {
    return formatByPattern(translated(pattern), value, { dateSpanLarge: true });
  } catch {
    return generalNumber(value);
  }
};

/** What a cell shows. Empty for an empty cell. */
export const formatValue = (value: Scalar, format: NumberFormat | undefined): string => {
  if (value === undefined) return '';
  if (typeof value === 'number') return formatNumber(value, format);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'object') return ERROR_SIGNS[value.errorType];
  return value;
};
