import { metadataByFilter } from '../model/metadata-lookup.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import { type Area, areaOf } from '../ranges/area.ts';
import { gridRangeName } from '../ranges/grid-range-name.ts';
import { exceedsGrid, resolveRange } from '../ranges/resolve-range.ts';
import type { DataFilter, DeveloperMetadata, GridRange } from '../schema/sheets-types.ts';
import { ApiError, invalid } from './api-error.ts';
import { checkLookup } from './check-lookup.ts';

/** A part of a tab that a filter chose. */
export interface Chosen {
  readonly sheet: Sheet;
  readonly area: Area;
  readonly filter: DataFilter;
}

/** What complaints call a tab that is not there: methods of values say grid, those of spreadsheets say sheet. */
type SheetWord = 'grid' | 'sheet';

const sheetOrThrow = (spreadsheet: Spreadsheet, sheetId: number | undefined, word: SheetWord): Sheet => {
  const sheet = spreadsheet.sheet(sheetId ?? 0);
  if (sheet === undefined) throw invalid(`No ${word} with id: ${sheetId ?? 0}`);
  return sheet;
};

const checkOrder = (axis: 'Row' | 'Column', start: number | undefined, end: number | undefined): void => {
  if (start === undefined || end === undefined || end >= start) return;
  throw invalid(`end${axis}Index[${end}] cannot be before start${axis}Index[${start}]`);
};

/** An empty range is none to complain of. */
const byGridRange = (sheet: Sheet, range: GridRange, filter: DataFilter): Chosen => {
  const { rowCount, columnCount } = sheet.grid;
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = range;
  const sides = [startRowIndex, endRowIndex, startColumnIndex, endColumnIndex];
  if (sides.some((side) => side !== undefined && side < 0)) throw invalid('GridRange indexes must be >= 0');
  checkOrder('Row', startRowIndex, endRowIndex);
  checkOrder('Column', startColumnIndex, endColumnIndex);
  if ((startRowIndex ?? 0) >= rowCount || (startColumnIndex ?? 0) >= columnCount) {
    throw exceedsGrid(gridRangeName(sheet.properties.title, range), sheet);
  }
  return { sheet, area: areaOf(range, sheet.grid), filter };
};

const byMetadata = (
  spreadsheet: Spreadsheet,
  entry: DeveloperMetadata,
  filter: DataFilter,
): readonly Chosen[] => {
  const { location = {} } = entry;
  if (location.spreadsheet === true) {
    return spreadsheet.contents.sheets.map((sheet) => ({ sheet, area: areaOf({}, sheet.grid), filter }));
  }
  const lines = location.dimensionRange;
  const sheet = sheetOrThrow(spreadsheet, lines?.sheetId ?? location.sheetId, 'grid');
  if (lines === undefined) return [{ sheet, area: areaOf({}, sheet.grid), filter }];
  const range: GridRange =
    lines.dimension === 'ROWS'
      ? { startRowIndex: lines.startIndex, endRowIndex: lines.endIndex }
      : { startColumnIndex: lines.startIndex, endColumnIndex: lines.endIndex };
  return [{ sheet, area: areaOf(range, sheet.grid), filter }];
};

const chosenByOne = (spreadsheet: Spreadsheet, filter: DataFilter, word: SheetWord): readonly Chosen[] => {
  const { a1Range, gridRange, developerMetadataLookup: lookup } = filter;
  if (a1Range !== undefined) return [{ ...resolveRange(spreadsheet, a1Range), filter }];
  if (gridRange !== undefined) {
    return [byGridRange(sheetOrThrow(spreadsheet, gridRange.sheetId, word), gridRange, filter)];
  }
  if (lookup === undefined) throw invalid('dataFilter.filter must be specified.');
  checkLookup(spreadsheet, lookup);
  const entries = metadataByFilter(spreadsheet.contents.developerMetadata, filter);
  return entries.flatMap((entry) => byMetadata(spreadsheet, entry, filter));
};

/** The parts of a spreadsheet that data filters choose, in the order of the filters. */
export const chosenBy = (
  spreadsheet: Spreadsheet,
  filters: readonly DataFilter[],
  word: SheetWord = 'grid',
): readonly Chosen[] => filters.flatMap((filter) => chosenByOne(spreadsheet, filter, word));

/** The same for a method whose filters are a list that must not be empty: complaints name the filter. */
export const chosenByList = (spreadsheet: Spreadsheet, filters: readonly DataFilter[]): readonly Chosen[] => {
  if (filters.length === 0) throw invalid('Must specify at least one dataFilter.');
  return filters.flatMap((filter, i) => {
    try {
      return chosenByOne(spreadsheet, filter, 'grid');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      throw new ApiError(error.code, `Invalid dataFilter[${i}]: ${error.message}`, error.details);
    }
  });
};
