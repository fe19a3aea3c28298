import type { Scalar } from '../cells/cell.ts';
import { compareValues } from '../requests/compare-values.ts';
import { criterion } from './criterion.ts';
import {
  type FormulaValue,
  fail,
  flat,
  isMatrix,
  type Matrix,
  numberOf,
  textOf,
  truthOf,
} from './formula-value.ts';

type TableFunction = (args: readonly FormulaValue[]) => FormulaValue;

const rowsOf = (value: FormulaValue): Matrix['rows'] => (isMatrix(value) ? value.rows : [[value]]);

/** Of each cell of a range, as inside of `FILTER`; of one value, of that. */
const each = (value: FormulaValue, of: (cell: Scalar) => Scalar): FormulaValue =>
  isMatrix(value) ? { rows: value.rows.map((row) => row.map(of)) } : of(value);

const filter: TableFunction = ([range, ...conditions]) => {
  const columns = conditions.map((condition) => rowsOf(condition).map(([cell]) => cell));
  const rows = rowsOf(range).filter((_, row) => columns.every((column) => truthOf(column[row])));
  if (rows.length === 0) throw fail('N_A', 'No matches are found in FILTER evaluation.');
  return { rows };
};

const unique: TableFunction = ([range]) => {
  const known = new Map(
    rowsOf(range).map((row) => [JSON.stringify(row.map((cell) => [typeof cell, cell ?? null])), row]),
  );
  return { rows: [...known.values()] };
};

/** By the first column, or by those that are named by number, each with whether it ascends. */
const sort: TableFunction = ([range, ...by]) => {
  const orders: { readonly column: number; readonly descending: boolean }[] = [];
  for (let i = 0; i < Math.max(by.length, 1); i += 2) {
    const column = by[i] === undefined ? 1 : numberOf(by[i], 'SORT', i + 2);
    orders.push({ column: column - 1, descending: by[i + 1] !== undefined && !truthOf(by[i + 1]) });
  }
  const rows = rowsOf(range).toSorted((a, b) => {
    for (const { column, descending } of orders) {
      const order = compareValues(a[column], b[column], descending);
      if (order !== 0) return order;
    }
    return 0;
  });
  return { rows };
};

/** Rows that meet each pair of a range and a criterion. */
const countIfs: TableFunction = (args) => {
  const pairs = [];
  for (let i = 0; i < args.length; i += 2)
    pairs.push({ cells: flat([args[i]]), meets: criterion(args[i + 1]) });
  const rows = Math.max(...pairs.map(({ cells }) => cells.length));
  let counted = 0;
  for (let row = 0; row < rows; row += 1) {
    if (pairs.every(({ cells, meets }) => row < cells.length && meets(cells[row]))) counted += 1;
  }
  return counted;
};

const index: TableFunction = ([range, row, column]) => {
  const rows = rowsOf(range);
  const [at, across] = [row, column].map((given) => (given === undefined ? 0 : numberOf(given, 'INDEX', 2)));
  if (at === undefined || across === undefined || at > rows.length || across > (rows[0]?.length ?? 0))
    throw fail('REF', 'Function INDEX parameter 2 value is out of range.');
  const found = at === 0 ? rows : rows.slice(at - 1, at);
  return { rows: across === 0 ? found : found.map((cells) => [cells[across - 1]]) };
};

/** Functions on whole ranges. */
export const TABLE_FUNCTIONS: Readonly<Record<string, TableFunction>> = {
  COUNTIF: countIfs,
  COUNTIFS: countIfs,
  EXACT: ([left, right]) => each(left, (cell) => textOf(cell) === textOf(right)),
  FILTER: filter,
  INDEX: index,
  ISNUMBER: ([value]) => each(value, (cell) => typeof cell === 'number'),
  SORT: sort,
  UNIQUE: unique,
};
