import { Calculation } from '../formulas/calculation.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import { a1Text } from '../ranges/a1-text.ts';
import type { Area } from '../ranges/area.ts';
import { listOrNothing, withoutUnset } from '../render/unset.ts';
import type { UpdateValuesResponse, ValueRange } from '../schema/sheets-types.ts';
import { renderValues, type ValueOptions } from '../values/render-values.ts';
import type { Written } from '../values/write-values.ts';

const isEmpty = (area: Area): boolean => area.endRow <= area.startRow || area.endColumn <= area.startColumn;

/** The values of a range as they are answered: without `values` when all of it is empty. */
export const valueRange = (
  spreadsheet: Spreadsheet,
  { sheet, area }: { readonly sheet: Sheet; readonly area: Area },
  options: ValueOptions,
): ValueRange =>
  withoutUnset({
    range: isEmpty(area) ? '#REF!' : a1Text(sheet.properties.title, area),
    majorDimension: options.majorDimension,
    values: listOrNothing(renderValues(sheet, area, new Calculation(spreadsheet), options)),
  }) as ValueRange;

/** What a write did, as it is answered. `options` is given when the written values are wanted back. */
export const updateAnswer = (
  spreadsheet: Spreadsheet,
  written: Written,
  options: ValueOptions | undefined,
): UpdateValuesResponse =>
  withoutUnset({
    spreadsheetId: spreadsheet.id,
    updatedRange: a1Text(written.sheet.properties.title, written.area),
    // Rows without a cell count as nothing written.
    updatedRows: written.columns === 0 ? undefined : written.rows || undefined,
    updatedColumns: written.columns || undefined,
    updatedCells: written.cells || undefined,
    updatedData: options === undefined ? undefined : valueRange(spreadsheet, written, options),
  });
