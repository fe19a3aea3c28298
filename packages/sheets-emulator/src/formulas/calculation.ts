import type { Cell, Scalar } from '../cells/cell.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import type { GridRange } from '../schema/sheets-types.ts';
import type { Reference } from './formula-tokens.ts';
import {
  cellError,
  FormulaFailure,
  type FormulaValue,
  fail,
  isError,
  isMatrix,
  single,
  truthOf,
} from './formula-value.ts';
import { callLibrary, errorOfSign, libraryFunction } from './library-functions.ts';
import { binary, unary } from './operators.ts';
import { type FunctionContext, OWN_FUNCTIONS } from './own-functions.ts';
import { type Expression, parseFormula } from './parse-formula.ts';

const CIRCULAR = cellError(
  'REF',
  'Circular dependency detected. To resolve with iterative calculation, see File > Settings.',
);
const NOT_A_FORMULA = cellError('ERROR', 'Formula parse error.');

interface Place {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
}

/**
 * Values of cells, with formulas computed when they are asked for. What was computed is kept as long as this object is,
 * so one is made for each reading, after the last change.
 */
export class Calculation {
  readonly #spreadsheet: Spreadsheet;
  readonly #context: FunctionContext;
  readonly #values = new Map<string, Scalar>();
  readonly #running = new Set<string>();

  constructor(spreadsheet: Spreadsheet, now: number = Date.now()) {
    this.#spreadsheet = spreadsheet;
    this.#context = { now, timeZone: spreadsheet.contents.properties.timeZone ?? 'Etc/GMT' };
  }

  /** What the cell shows before it is formatted. */
  value(sheet: Sheet, row: number, column: number): Scalar {
    const slot = sheet.grid.slot(row, column);
    return typeof slot === 'object' ? this.cellValue(slot, sheet, row, column) : slot;
  }

  /** The same, for a cell that is at hand already. */
  cellValue(cell: Cell, sheet: Sheet, row: number, column: number): Scalar {
    if (cell.formula === undefined) return cell.value;
    const key = `${sheet.sheetId}:${row}:${column}`;
    if (this.#values.has(key)) return this.#values.get(key);
    if (this.#running.has(key)) return CIRCULAR;
    this.#running.add(key);
    const value = this.#formulaValue(cell.formula, { sheet, row, column });
    this.#running.delete(key);
    this.#values.set(key, value);
    return value;
  }

  #formulaValue(formula: string, place: Place): Scalar {
    const expression = parseFormula(formula);
    if (expression === undefined) return NOT_A_FORMULA;
    try {
      const value = this.#evaluate(expression, place);
      const one = isMatrix(value) ? value.rows[0]?.[0] : value;
      return one === undefined ? 0 : one;
    } catch (error) {
      if (error instanceof FormulaFailure) return error.error;
      throw error;
    }
  }

  #evaluate(expression: Expression, place: Place): FormulaValue {
    switch (expression.kind) {
      case 'value':
        return expression.value;
      case 'error':
        return errorOfSign(expression.sign);
      case 'reference':
        return this.#referenced(expression.reference, place);
      case 'name':
        return this.#named(expression.name);
      case 'unary':
        return unary(expression.operator, this.#evaluate(expression.operand, place));
      case 'binary': {
        const left = this.#evaluate(expression.left, place);
        return binary(expression.operator, left, this.#evaluate(expression.right, place));
      }
      case 'array':
        return {
          rows: expression.rows.map((row) => row.map((item) => single(this.#evaluate(item, place)))),
        };
      case 'call':
        return this.#call(expression.name, expression.args, place);
    }
  }

  #call(name: string, args: readonly (Expression | undefined)[], place: Place): FormulaValue {
    const arg = (index: number): FormulaValue => {
      const expression = args[index];
      return expression === undefined ? undefined : this.#evaluate(expression, place);
    };
    if (name === 'IF') {
      if (truthOf(arg(0))) return arg(1);
      return args.length < 3 ? false : arg(2);
    }
    if (name === 'IFERROR' || name === 'IFNA' || name === 'ISERROR') return this.#guarded(name, arg);
    if (name === 'ROW' || name === 'COLUMN') return this.#position(name, args[0], place);
    const values = args.map((_, i) => arg(i));
    const own = Object.hasOwn(OWN_FUNCTIONS, name) ? OWN_FUNCTIONS[name] : undefined;
    if (own !== undefined) return own(values, this.#context);
    const shared = libraryFunction(name);
    if (shared === undefined) throw fail('NAME', `Unknown function: '${name}'.`);
    return callLibrary(shared, values);
  }

  #guarded(name: string, arg: (index: number) => FormulaValue): FormulaValue {
    const tried = attempt(() => arg(0));
    const caught = isError(tried) && (name !== 'IFNA' || tried.errorType === 'N_A');
    if (name === 'ISERROR') return caught;
    return caught ? (arg(1) ?? '') : tried;
  }

  #position(name: string, target: Expression | undefined, place: Place): number {
    if (target?.kind !== 'reference') return (name === 'ROW' ? place.row : place.column) + 1;
    const { first } = target.reference;
    return ((name === 'ROW' ? first.row : first.column) ?? 0) + 1;
  }

  #named(name: string): FormulaValue {
    const { namedRanges } = this.#spreadsheet.contents;
    const range = namedRanges.find((each) => each.name?.toLowerCase() === name.toLowerCase())?.range;
    const sheet = range === undefined ? undefined : this.#spreadsheet.sheet(range.sheetId ?? 0);
    if (range === undefined || sheet === undefined) throw fail('NAME', `Unknown range name: '${name}'.`);
    return this.#area(sheet, range);
  }

  #referenced({ tab, first, last }: Reference, place: Place): FormulaValue {
    const sheet = tab === undefined ? place.sheet : this.#spreadsheet.sheetByTitle(tab);
    if (sheet === undefined) throw fail('REF', `Unresolved sheet name '${tab}'.`);
    const { row, column } = first;
    if (last === undefined) {
      if ((row ?? 0) >= sheet.grid.rowCount || (column ?? 0) >= sheet.grid.columnCount) {
        throw fail('REF', 'Reference does not exist.');
      }
      return this.value(sheet, row ?? 0, column ?? 0);
    }
    return this.#area(sheet, {
      startRowIndex: row,
      endRowIndex: last.row === undefined ? undefined : last.row + 1,
      startColumnIndex: column,
      endColumnIndex: last.column === undefined ? undefined : last.column + 1,
    });
  }

  #area(sheet: Sheet, range: GridRange): FormulaValue {
    const { grid } = sheet;
    const rows: Scalar[][] = [];
    const lastRow = Math.min(range.endRowIndex ?? grid.rowCount, grid.rowCount);
    const lastColumn = Math.min(range.endColumnIndex ?? grid.columnCount, grid.columnCount);
    const open = range.endRowIndex === undefined;
    for (
      let row = range.startRowIndex ?? 0;
      row < (open ? Math.min(lastRow, grid.usedRows) : lastRow);
      row++
    ) {
      const cells: Scalar[] = [];
      for (let column = range.startColumnIndex ?? 0; column < lastColumn; column++) {
        cells.push(this.value(sheet, row, column));
      }
      rows.push(cells);
    }
    return { rows };
  }
}

const attempt = (work: () => FormulaValue): FormulaValue => {
  try {
    return work();
  } catch (error) {
    if (error instanceof FormulaFailure) return error.error;
    throw error;
  }
};

/** The link of a cell whose formula is a call of `HYPERLINK` with a text. */
export const formulaLink = (formula: string | undefined): string | undefined => {
  if (formula === undefined || !/^=\s*hyperlink\s*\(/i.test(formula)) return undefined;
  const expression = parseFormula(formula);
  if (expression?.kind !== 'call') return undefined;
  const [link] = expression.args;
  return link?.kind === 'value' ? String(link.value) : undefined;
};
