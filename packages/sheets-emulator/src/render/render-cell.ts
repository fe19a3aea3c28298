import { type Cell, cellOf, type Scalar, type Slot } from '../cells/cell.ts';
import { formatValue } from '../formats/format-value.ts';
import { type Calculation, formulaLink } from '../formulas/calculation.ts';
import { shownFormat } from '../formulas/inferred-format.ts';
import type { Sheet } from '../model/sheet.ts';
import type { CellData, ExtendedValue, SpreadsheetProperties } from '../schema/sheets-types.ts';
import { effectiveFormat } from './effective-format.ts';
import { type FieldMask, includes } from './field-mask.ts';

const extendedValue = (value: Scalar): ExtendedValue | undefined => {
  if (value === undefined) return undefined;
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'string') return { stringValue: value };
  return { errorValue: { type: value.errorType, message: value.message } };
};

const enteredValue = (cell: Cell): ExtendedValue | undefined =>
  cell.formula === undefined ? extendedValue(cell.value) : { formulaValue: cell.formula };

/** A cell that is rendered: what it carries, what it computes to, and the spreadsheet around it. */
interface Rendered {
  readonly cell: Cell;
  readonly value: Scalar;
  readonly properties: SpreadsheetProperties;
}

type Fields = { readonly [Name in keyof CellData]: (rendered: Rendered) => CellData[Name] };

/** In the order in which they are answered. */
const FIELDS: Fields = {
  userEnteredValue: ({ cell }) => enteredValue(cell),
  effectiveValue: ({ value }) => extendedValue(value),
  formattedValue: ({ cell, value }) =>
    (value === undefined ? '' : formatValue(value, shownFormat(cell))) || undefined,
  userEnteredFormat: ({ cell }) => cell.format,
  effectiveFormat: ({ cell, value, properties }) => effectiveFormat(cell.format, value, properties),
  hyperlink: ({ cell }) => cell.hyperlink ?? formulaLink(cell.formula),
  note: ({ cell }) => cell.note,
  textFormatRuns: ({ cell }) => cell.textFormatRuns,
  dataValidation: ({ cell }) => cell.dataValidation,
  pivotTable: ({ cell }) => cell.pivotTable,
  chipRuns: ({ cell }) => cell.chipRuns,
};

/** Makes the `CellData` of cells, with no more fields than the mask (of `CellData`) asks for. */
export class CellRenderer {
  readonly #calculation: Calculation;
  readonly #properties: SpreadsheetProperties;
  /** Chosen once: a reading has many cells, and asks for few fields of each. */
  readonly #wanted: readonly (readonly [name: string, read: (rendered: Rendered) => unknown])[];

  constructor(calculation: Calculation, properties: SpreadsheetProperties, mask: FieldMask) {
    this.#calculation = calculation;
    this.#properties = properties;
    this.#wanted = Object.entries(FIELDS).filter(([name]) => includes(mask, name));
  }

  render(slot: Slot, sheet: Sheet, row: number, column: number): CellData {
    if (slot === undefined) return {};
    const cell = cellOf(slot);
    const value = this.#calculation.cellValue(cell, sheet, row, column);
    const rendered = { cell, value, properties: this.#properties };
    const data: Record<string, unknown> = {};
    for (const [name, read] of this.#wanted) {
      const content = read(rendered);
      if (content !== undefined) data[name] = content;
    }
    return data;
  }
}
