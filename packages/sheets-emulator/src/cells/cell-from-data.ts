import { invalid } from '../api/api-error.ts';
import { below, type FieldMask } from '../render/field-mask.ts';
import { checkTextLength } from '../requests/cell-limit.ts';
import { mergeByMask } from '../requests/merge-by-mask.ts';
import type { CellData, CellFormat, ExtendedValue } from '../schema/sheets-types.ts';
import type { Cell, Scalar } from './cell.ts';

interface Content {
  readonly value?: Scalar;
  readonly formula?: string | undefined;
}

/** A typed value of the API. Text is never parsed: only `formulaValue` makes a formula. */
const contentOf = (given: ExtendedValue | undefined): Content => {
  if (given === undefined) return {};
  const { stringValue, numberValue, boolValue, formulaValue } = given;
  if (formulaValue !== undefined) {
    checkTextLength(formulaValue);
    return formulaValue.startsWith('=') ? { formula: formulaValue } : { value: formulaValue };
  }
  if (stringValue !== undefined) {
    checkTextLength(stringValue);
    return { value: stringValue === '' ? undefined : stringValue };
  }
  if (given.errorValue !== undefined) throw invalid('Cannot set errorValue: it is read only.');
  return { value: numberValue ?? boolValue };
};

const formatOf = (format: CellFormat | undefined): CellFormat | undefined =>
  format === undefined || Object.keys(format).length === 0 ? undefined : format;

const METADATA_FIELDS = [
  'note',
  'dataValidation',
  'textFormatRuns',
  'chipRuns',
  'pivotTable',
  'dataSourceFormula',
] as const;

/** The cell with those fields replaced that the mask (of `CellData`) names. */
export const cellFromData = (old: Cell, data: CellData, mask: FieldMask): Cell => {
  let cell: Cell = old;
  if (below(mask, 'userEnteredValue') !== undefined) {
    const { value, formula } = contentOf(data.userEnteredValue);
    cell = { ...cell, value, formula, hyperlink: undefined };
    if (below(mask, 'textFormatRuns') === undefined) cell = { ...cell, textFormatRuns: undefined };
  }
  const formatMask = below(mask, 'userEnteredFormat');
  if (formatMask !== undefined) {
    cell = { ...cell, format: formatOf(mergeByMask(old.format, data.userEnteredFormat, formatMask)) };
  }
  for (const field of METADATA_FIELDS) {
    if (below(mask, field) !== undefined) cell = { ...cell, [field]: data[field] };
  }
  return cell;
};
