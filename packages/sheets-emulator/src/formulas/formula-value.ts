import type { CellError, Scalar } from '../cells/cell.ts';

/** What a part of a formula comes to: one value, or rows of values. */
export type FormulaValue = Scalar | Matrix;

/** Rows of values, as a range or an array literal gives them. */
export interface Matrix {
  readonly rows: readonly (readonly Scalar[])[];
}

export const isMatrix = (value: FormulaValue): value is Matrix =>
  typeof value === 'object' && value !== null && 'rows' in value;

export const isError = (value: FormulaValue): value is CellError =>
  typeof value === 'object' && value !== null && 'errorType' in value;

export const cellError = (errorType: CellError['errorType'], message: string): CellError => ({
  errorType,
  message,
});

/** Stops the evaluation of a formula: its value is the error. */
export class FormulaFailure extends Error {
  readonly error: CellError;

  constructor(error: CellError) {
    super(error.message);
    this.error = error;
  }
}

export const fail = (errorType: CellError['errorType'], message: string): FormulaFailure =>
  new FormulaFailure(cellError(errorType, message));

/** One value where one is wanted: the first of a range. Throws when it is an error. */
export const single = (value: FormulaValue): Exclude<Scalar, CellError> => {
  const one = isMatrix(value) ? value.rows[0]?.[0] : value;
  if (isError(one)) throw new FormulaFailure(one);
  return one;
};

/** A number where a number is wanted; text is read as one where it can be. */
export const numberOf = (value: FormulaValue, what = 'Function', parameter = 1): number => {
  const one = single(value);
  if (one === undefined) return 0;
  if (typeof one === 'number') return one;
  if (typeof one === 'boolean') return Number(one);
  const read = one.trim() === '' ? Number.NaN : Number(one.replaceAll(',', ''));
  if (Number.isFinite(read)) return read;
  throw fail(
    'VALUE',
    `Function ${what} parameter ${parameter} expects number values. But '${one}' is a text and cannot be coerced to a number.`,
  );
};

export const textOf = (value: FormulaValue): string => {
  const one = single(value);
  if (one === undefined) return '';
  if (typeof one === 'boolean') return one ? 'TRUE' : 'FALSE';
  return String(one);
};

export const truthOf = (value: FormulaValue): boolean => {
  const one = single(value);
  if (typeof one === 'boolean') return one;
  if (typeof one === 'number') return one !== 0;
  if (one === undefined || one === '') return false;
  if (/^true$/i.test(one)) return true;
  if (/^false$/i.test(one)) return false;
  throw fail('VALUE', `Expected a boolean value, but '${one}' is a text and cannot be coerced to a boolean.`);
};

/** All values of some arguments, one after another. */
export const flat = (values: readonly FormulaValue[]): readonly Scalar[] =>
  values.flatMap((value) => (isMatrix(value) ? value.rows.flat() : [value]));
