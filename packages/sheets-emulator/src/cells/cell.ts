import type {
  CellFormat,
  ChipRun,
  DataSourceFormula,
  DataValidationRule,
  PivotTable,
  TextFormatRun,
} from '../schema/sheets-types.ts';
import { sharedFormat } from './shared-format.ts';

/** An error as a cell's value: its kind (Google's `ErrorValue.type`), and the sentence shown for it. */
export interface CellError {
  readonly errorType: 'ERROR' | 'NULL_VALUE' | 'DIVIDE_BY_ZERO' | 'VALUE' | 'REF' | 'NAME' | 'NUM' | 'N_A';
  readonly message: string;
}

/** What a cell can hold or compute to. A date-time is a number: days since 1899-12-30. */
export type Scalar = string | number | boolean | CellError | undefined;

/**
 * All that a cell carries. Never changed in place: a change makes a new one, so that an undo log can keep the old, and
 * many cells can share one. A formula's value is computed when it is read, and not kept here.
 */
export interface Cell {
  readonly value?: Scalar;
  readonly formula?: string | undefined;
  readonly format?: CellFormat | undefined;
  readonly note?: string | undefined;
  readonly dataValidation?: DataValidationRule | undefined;
  readonly textFormatRuns?: readonly TextFormatRun[] | undefined;
  readonly chipRuns?: readonly ChipRun[] | undefined;
  readonly hyperlink?: string | undefined;
  readonly pivotTable?: PivotTable | undefined;
  readonly dataSourceFormula?: DataSourceFormula | undefined;
}

/**
 * How a cell is kept: a bare value where there is nothing else, which is what makes a million rows fit in memory, and a
 * `Cell` where there is.
 */
export type Slot = undefined | string | number | boolean | Cell;

const EMPTY: Cell = {};

/** The cell in a slot. */
export const cellOf = (slot: Slot): Cell => {
  if (slot === undefined) return EMPTY;
  return typeof slot === 'object' ? slot : { value: slot };
};

const isBare = (cell: Cell): boolean =>
  cell.formula === undefined &&
  cell.format === undefined &&
  cell.note === undefined &&
  cell.dataValidation === undefined &&
  cell.textFormatRuns === undefined &&
  cell.chipRuns === undefined &&
  cell.hyperlink === undefined &&
  cell.pivotTable === undefined &&
  cell.dataSourceFormula === undefined;

/** By far the most frequent of the cells that are not bare. */
const isFormattedValue = ({ format, ...rest }: Cell): boolean =>
  format !== undefined && isBare(rest) && rest.value !== undefined;

/** A cell with no more fields than it needs: there may be millions. */
const lean = (cell: Cell): Cell => {
  if (isFormattedValue(cell)) return { value: cell.value, format: sharedFormat(cell.format) };
  const kept: Record<string, unknown> = {};
  for (const name in cell) {
    const content = cell[name as keyof Cell];
    if (content !== undefined) kept[name] = name === 'format' ? sharedFormat(content as CellFormat) : content;
  }
  return kept as Cell;
};

/** The leanest slot for a cell. */
export const slotOf = (cell: Cell): Slot => {
  if (!isBare(cell) || typeof cell.value === 'object') return lean(cell);
  return cell.value === '' ? undefined : cell.value;
};

/** Whether the slot has a value or a formula: what `values.get` and table detection count as not empty. */
export const hasContent = (slot: Slot): boolean => {
  if (slot === undefined) return false;
  if (typeof slot !== 'object') return true;
  return slot.formula !== undefined || slot.value !== undefined;
};
