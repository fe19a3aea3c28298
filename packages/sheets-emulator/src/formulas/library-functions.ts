import { createRequire } from 'node:module';
import type { CellError, Scalar } from '../cells/cell.ts';
import { cellError, type FormulaValue, isMatrix } from './formula-value.ts';

type LibraryFunction = (...args: readonly unknown[]) => unknown;

const load = createRequire(import.meta.url);
let library: Readonly<Record<string, unknown>> | undefined;

/** Only formulas need the library, and it takes a moment to load. */
const functions = (): Readonly<Record<string, unknown>> => {
  library ??= load('@formulajs/formulajs') as Readonly<Record<string, unknown>>;
  return library;
};

/** A function of the library by its name, with dots for groups (`STDEV.S`). */
export const libraryFunction = (name: string): LibraryFunction | undefined => {
  let found: unknown = functions();
  for (const part of name.split('.')) {
    const isGroup = (typeof found === 'object' || typeof found === 'function') && found !== null;
    if (!isGroup || !Object.hasOwn(found as object, part)) return undefined;
    found = (found as Record<string, unknown>)[part];
  }
  return typeof found === 'function' ? (found as LibraryFunction) : undefined;
};

const ERROR_TYPES: Readonly<Record<string, CellError['errorType']>> = {
  '#NULL!': 'NULL_VALUE',
  '#DIV/0!': 'DIVIDE_BY_ZERO',
  '#VALUE!': 'VALUE',
  '#REF!': 'REF',
  '#NAME?': 'NAME',
  '#NUM!': 'NUM',
  '#N/A': 'N_A',
};

/** The error that a sign such as `#N/A` stands for. */
export const errorOfSign = (sign: string): CellError => cellError(ERROR_TYPES[sign] ?? 'ERROR', '');

const DAY = 86_400_000;

const scalar = (value: unknown): Scalar => {
  if (value instanceof Error) return errorOfSign(value.message);
  if (value instanceof Date) return (value.getTime() - value.getTimezoneOffset() * 60_000) / DAY + 25_569;
  if (typeof value === 'number') return Number.isFinite(value) ? value : errorOfSign('#NUM!');
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return undefined;
};

const given = (value: FormulaValue): unknown => {
  if (!isMatrix(value)) return value;
  return value.rows.map((row) => row.map((cell) => (cell === undefined ? null : cell)));
};

/** Calls a function of the library with the values of a formula. */
export const callLibrary = (call: LibraryFunction, args: readonly FormulaValue[]): FormulaValue => {
  const result = call(...args.map(given));
  if (!Array.isArray(result)) return scalar(result);
  const rows = result.map((row: unknown) => (Array.isArray(row) ? row.map(scalar) : [scalar(row)]));
  return { rows };
};
