import type { Sheet } from '../model/sheet.ts';
import type { SheetProperties } from '../schema/sheets-types.ts';
import { withoutUnset } from './unset.ts';

/** The properties of the tab that stands at `index`, as they are answered. */
export const sheetProperties = (sheet: Sheet, index: number): SheetProperties => {
  const { title, gridProperties, ...rest } = sheet.properties;
  const { rowCount, columnCount } = sheet.grid;
  return withoutUnset({
    sheetId: sheet.sheetId,
    title,
    index,
    sheetType: 'GRID' as const,
    gridProperties: { rowCount, columnCount, ...gridProperties },
    ...rest,
  });
};
