import type { NumberFormat } from '../schema/sheets-types.ts';

/** What a typed text means: a value or a formula, and the number format that it brings along. */
export interface EnteredValue {
  readonly value?: string | number | boolean | undefined;
  readonly formula?: string | undefined;
  readonly numberFormat?: NumberFormat | undefined;
}
