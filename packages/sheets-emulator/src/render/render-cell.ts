import { type Cell, cellOf, type Scalar, type Slot } from '../cells/cell.ts';
import { formatValue } from '../formats/format-value.ts';
import { type Calculation, formulaLink } from '../formulas/calculation.ts';
import { shownFormat } from '../formulas/inferred-format.ts';
import type { Sheet } from '../model/sheet.ts';
import type { CellData, ExtendedValue, SpreadsheetProperties } from '../schema/sheets-types.ts';
import { effectiveFormat } from './effective-format.ts';
import type { FieldMask } from './field-mask.ts';
import { withoutUnset } from './unset.ts';

const extendedValue = (value: Scalar): ExtendedValue | undefined => {
  if (value === undefined) return undefined;
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'string') return { stringValue: value };
  return { errorValue: { type: value.errorType, message: value.message } };
};

const enteredValue = (cell: Cell): ExtendedValue | undefined =>
  cell.formula === undefined ? extendedValue(cell.value) : { formulaValue: cell.formula };

/** Makes the `CellData` of cells, with no more fields than the mask (of `CellData`) asks for. */
export class CellRenderer {
  readonly #calculation: Calculation;
  readonly #properties: SpreadsheetProperties;
  readonly #mask: FieldMask;

  constructor(calculation: Calculation, properties: SpreadsheetProperties, mask: FieldMask) {
    this.#calculation = calculation;
    this.#properties = properties;
    this.#mask = mask;
  }

  render(slot: Slot, sheet: Sheet, row: number, column: number): CellData {
    if (slot === undefined) return {};
    const cell = cellOf(slot);
    const value = this.#calculation.cellValue(cell, sheet, row, column);
    const shown = formatValue(value, shownFormat(cell));
    return withoutUnset<CellData>({
      userEnteredValue: this.#wants('userEnteredValue') ? enteredValue(cell) : undefined,
      effectiveValue: this.#wants('effectiveValue') ? extendedValue(value) : undefined,
      formattedValue:
        this.#wants('formattedValue') && value !== undefined && shown !== '' ? shown : undefined,
      userEnteredFormat: this.#wants('userEnteredFormat') ? cell.format : undefined,
      effectiveFormat: this.#wants('effectiveFormat')
        ? effectiveFormat(cell.format, value, this.#properties)
        : undefined,
      hyperlink: this.#wants('hyperlink') ? (cell.hyperlink ?? formulaLink(cell.formula)) : undefined,
      note: this.#wants('note') ? cell.note : undefined,
      textFormatRuns: this.#wants('textFormatRuns') ? cell.textFormatRuns : undefined,
      dataValidation: this.#wants('dataValidation') ? cell.dataValidation : undefined,
      pivotTable: this.#wants('pivotTable') ? cell.pivotTable : undefined,
      chipRuns: this.#wants('chipRuns') ? cell.chipRuns : undefined,
    });
  }

  #wants(field: string): boolean {
    const { children } = this.#mask;
    return children.size === 0 || children.has(field) || children.has('*');
  }
}
