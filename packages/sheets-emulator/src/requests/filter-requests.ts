import { invalid } from '../api/api-error.ts';
import { areaOf, gridRangeOf } from '../ranges/area.ts';
import type { BasicFilter, FilterCriteria, FilterSpec, SortSpec } from '../schema/sheets-types.ts';
import { changeSheet, checkedArea, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { sortRows } from './sort-rows.ts';

/** Filters can be given by column (`criteria`) or as a list (`filterSpecs`); answers have both. */
const withBothForms = (filter: BasicFilter): BasicFilter => {
  const fromSpecs = (filter.filterSpecs ?? []).flatMap(({ columnIndex, filterCriteria }) =>
    columnIndex === undefined || filterCriteria === undefined
      ? []
      : [[String(columnIndex), filterCriteria] as const],
  );
  const criteria: Record<string, FilterCriteria> = { ...filter.criteria, ...Object.fromEntries(fromSpecs) };
  const columns = Object.keys(criteria);
  if (columns.length === 0) {
    const { criteria: _, filterSpecs: __, ...rest } = filter;
    return rest;
  }
  const filterSpecs: FilterSpec[] = columns.map((column) => ({
    filterCriteria: criteria[column],
    columnIndex: Number(column),
  }));
  return { ...filter, criteria, filterSpecs };
};

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
