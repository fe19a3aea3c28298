import type { NumberFormat } from '../schema/sheets-types.ts';

type FormatType = NonNullable<NumberFormat['type']>;

/** The patterns that the types of number formats stand for in the `en_US` locale, where no pattern is given. */
const DEFAULT_PATTERNS: Readonly<Record<FormatType, string>> = {
  NUMBER_FORMAT_TYPE_UNSPECIFIED: '',
  TEXT: '@',
  NUMBER: '#,##0.00',
  PERCENT: '0.00%',
  CURRENCY: '"$"#,##0.00',
  DATE: 'M/d/yyyy',
  TIME: 'h:mm:ss am/pm',
  DATE_TIME: 'M/d/yyyy H:mm:ss',
  SCIENTIFIC: '0.00E+00',
};

/** The pattern of a format; empty when there is none, and the number is shown as it is. */
export const patternOf = (format: NumberFormat | undefined): string =>
  format?.pattern ?? DEFAULT_PATTERNS[format?.type ?? 'NUMBER_FORMAT_TYPE_UNSPECIFIED'];
