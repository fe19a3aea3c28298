import { invalid } from '../api/api-error.ts';
import { below, type FieldMask } from '../render/field-mask.ts';
import { checkTextLength } from '../requests/cell-limit.ts';
import { mergeByMask } from '../requests/merge-by-mask.ts';
import type { CellData, CellFormat, ExtendedValue } from '../schema/sheets-types.ts';
import type { Cell, Scalar } from './cell.ts';
import { keptBorders } from './kept-border.ts';

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

const formatOf = (given: CellFormat | undefined): CellFormat | undefined => {
  if (given === undefined) return undefined;
  const { borders, ...rest } = given;
  const kept = borders === undefined ? undefined : keptBorders(borders);
  const format = kept === undefined ? rest : { ...rest, borders: kept };
  return Object.keys(format).length === 0 ? undefined : format;
};

const METADATA_FIELDS = [
  'note',
  'dataValidation',
  'textFormatRuns',
  'chipRuns',
  'pivotTable',
  'dataSourceFormula',
] as const;

/** Which parts of a cell a mask names; worked out once for each mask, since it is used for many cells. */
interface CellMask {
  readonly value: boolean;
  readonly format: FieldMask | undefined;
  readonly rest: readonly (typeof METADATA_FIELDS)[number][];
}

const masks = new WeakMap<FieldMask, CellMask>();

const cellMask = (mask: FieldMask): CellMask => {
  let parts = masks.get(mask);
  if (parts === undefined) {
    parts = {
      value: below(mask, 'userEnteredValue') !== undefined,
      format: below(mask, 'userEnteredFormat'),
      rest: METADATA_FIELDS.filter((field) => below(mask, field) !== undefined),
    };
    masks.set(mask, parts);
  }
  return parts;
};

/** The cell with those fields replaced that the mask (of `CellData`) names. */
export const cellFromData = (old: Cell, data: CellData, mask: FieldMask): Cell => {
  const parts = cellMask(mask);
  let cell: Cell = old;
  if (parts.value) {
    const { value, formula } = contentOf(data.userEnteredValue);
    cell = { ...cell, value, formula, hyperlink: undefined, textFormatRuns: undefined };
  }
  if (parts.format !== undefined && (old.format !== undefined || data.userEnteredFormat !== undefined)) {
    cell = { ...cell, format: formatOf(mergeByMask(old.format, data.userEnteredFormat, parts.format)) };
  }
  for (const field of parts.rest) cell = { ...cell, [field]: data[field] };
  return cell;
};
