import type { Scalar } from '../cells/cell.ts';
import { serialOfMoment } from '../dates/serial.ts';
import { formatValue } from '../formats/format-value.ts';
import {
  FormulaFailure,
  type FormulaValue,
  fail,
  flat,
  isError,
  isMatrix,
  numberOf,
  textOf,
  truthOf,
} from './formula-value.ts';
import { TABLE_FUNCTIONS } from './table-functions.ts';

/** What functions may know of where they are computed. */
export interface FunctionContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly timeZone: string;
}

type OwnFunction = (args: readonly FormulaValue[], context: FunctionContext) => FormulaValue;

/** Numbers among values; text in a range does not count, an error in one is the outcome. */
const numbers = (args: readonly FormulaValue[]): readonly number[] =>
  args.flatMap((arg, i) => {
    if (!isMatrix(arg)) return [numberOf(arg, 'SUM', i + 1)];
    return arg.rows.flat().flatMap((value) => {
      if (isError(value)) throw new FormulaFailure(value);
      return typeof value === 'number' ? [value] : [];
    });
  });

const filled = (args: readonly FormulaValue[]): readonly Scalar[] =>
  flat(args).filter((value) => value !== undefined);

const sum = (values: readonly number[]): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

const average = (values: readonly number[]): number => {
  if (values.length === 0) {
    throw fail('DIVIDE_BY_ZERO', 'Evaluation of function AVERAGE caused a divide by zero error.');
  }
  return sum(values) / values.length;
};

const extreme = (values: readonly number[], better: (a: number, b: number) => boolean): number => {
  let best: number | undefined;
  for (const value of values) if (best === undefined || better(value, best)) best = value;
  return best ?? 0;
};

const unique = (args: readonly FormulaValue[]): number =>
  new Set(filled(args).map((value) => `${typeof value}:${String(value)}`)).size;

const ordered = (args: readonly FormulaValue[]): string =>
  filled(args)
    .map((value) => textOf(value))
    .join('');

/**
 * The functions that Sheets has and other spreadsheets have not, or have differently, and the few that nearly every
 * sheet uses. All others come from the library.
 */
export const OWN_FUNCTIONS: Readonly<Record<string, OwnFunction>> = {
  ...TABLE_FUNCTIONS,
  SUM: (args) => sum(numbers(args)),
  COUNT: (args) => flat(args).filter((value) => typeof value === 'number').length,
  COUNTA: (args) => filled(args).length,
  COUNTBLANK: (args) => flat(args).filter((value) => value === undefined || value === '').length,
  COUNTUNIQUE: unique,
  AVERAGE: (args) => average(numbers(args)),
  MIN: (args) => extreme(numbers(args), (a, b) => a < b),
  MAX: (args) => extreme(numbers(args), (a, b) => a > b),
  CONCATENATE: ordered,
  CONCAT: ordered,
  JOIN: ([separator, ...rest]) => filled(rest).map(textOf).join(textOf(separator)),
  NOT: ([value]) => !truthOf(value),
  AND: (args) => filled(args).every((value) => truthOf(value)),
  OR: (args) => filled(args).some((value) => truthOf(value)),
  NA: () => {
    throw fail('N_A', '');
  },
  ISBLANK: ([value]) => value === undefined,
  HYPERLINK: ([link, label]) => (label === undefined ? textOf(link) : textOf(label)),
  ARRAYFORMULA: ([value]) => value,
  TO_TEXT: ([value]) => textOf(value),
  TEXT: ([value, pattern]) =>
    formatValue(typeof value === 'number' ? value : numberOf(value, 'TEXT'), {
      type: 'NUMBER',
      pattern: textOf(pattern),
    }),
  NOW: (_args, { now, timeZone }) => serialOfMoment(now, timeZone),
  TODAY: (_args, { now, timeZone }) => Math.floor(serialOfMoment(now, timeZone)),
  ROWS: ([value]) => (isMatrix(value) ? value.rows.length : 1),
  COLUMNS: ([value]) => (isMatrix(value) ? (value.rows[0]?.length ?? 0) : 1),
};
