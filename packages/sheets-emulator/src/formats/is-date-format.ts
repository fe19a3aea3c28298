import type { NumberFormat } from '../schema/sheets-types.ts';

/** Whether a number under this format is a date, a time, or both. */
export const isDateFormat = (format: NumberFormat | undefined): boolean =>
  format?.type === 'DATE' || format?.type === 'TIME' || format?.type === 'DATE_TIME';
