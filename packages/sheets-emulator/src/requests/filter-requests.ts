import { invalid } from '../api/api-error.ts';
import { areaOf, gridRangeOf } from '../ranges/area.ts';
import type { BasicFilter, SortSpec } from '../schema/sheets-types.ts';
import { changeSheet, checkedArea, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { withBothForms } from './filter-criteria.ts';
import { sortRows } from './sort-rows.ts';

const sortByFilter = (edit: Edit, sheetId: number, filter: BasicFilter, specs: readonly SortSpec[]): void => {
  const sheet = gridSheet(edit, sheetId);
  const area = areaOf(filter.range ?? {}, sheet.grid);
  sortRows(edit, sheet, { ...area, startRow: area.startRow + 1 }, specs);
};

const setBasicFilter: Handler<'setBasicFilter'> = (edit, { filter = {} }) => {
  const sheetId = filter.range?.sheetId ?? 0;
  const sheet = gridSheet(edit, sheetId);
  const range = gridRangeOf(sheetId, checkedArea(sheet, filter.range ?? {}));
  const basicFilter = withBothForms({ ...filter, range });
  changeSheet(edit, sheetId, (current) => ({ ...current, basicFilter }));
  if (filter.sortSpecs !== undefined) sortByFilter(edit, sheetId, basicFilter, filter.sortSpecs);
  return undefined;
};

const clearBasicFilter: Handler<'clearBasicFilter'> = (edit, { sheetId = 0 }) => {
  if (edit.spreadsheet.sheet(sheetId) === undefined) throw invalid(`No grid with id: ${sheetId}`);
  changeSheet(edit, sheetId, (current) => ({ ...current, basicFilter: undefined }));
  return undefined;
};

/** Requests about the one basic filter that a tab can have. It hides rows, and moves none. */
export const filterRequests: Handlers = { setBasicFilter, clearBasicFilter };
