import { metadataByFilter } from '../model/metadata-lookup.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import { type Area, areaOf } from '../ranges/area.ts';
import { exceedsGrid, resolveRange } from '../ranges/resolve-range.ts';
import type { DataFilter, DeveloperMetadata, GridRange } from '../schema/sheets-types.ts';
import { invalid } from './api-error.ts';

/** A part of a tab that a filter chose. */
export interface Chosen {
  readonly sheet: Sheet;
  readonly area: Area;
  readonly filter: DataFilter;
}

const sheetOrThrow = (spreadsheet: Spreadsheet, sheetId: number | undefined): Sheet => {
  const sheet = spreadsheet.sheet(sheetId ?? 0);
  if (sheet === undefined) throw invalid(`No grid with id: ${sheetId ?? 0}`);
  return sheet;
};

const byGridRange = (spreadsheet: Spreadsheet, range: GridRange, filter: DataFilter): Chosen => {
  const sheet = sheetOrThrow(spreadsheet, range.sheetId);
  const { rowCount, columnCount } = sheet.grid;
  const { startRowIndex = 0, startColumnIndex = 0 } = range;
  if (startRowIndex >= rowCount || startColumnIndex >= columnCount) {
    throw exceedsGrid(`${sheet.properties.title}!R${startRowIndex + 1}C${startColumnIndex + 1}`, sheet);
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
  const sheet = sheetOrThrow(spreadsheet, lines?.sheetId ?? location.sheetId);
  if (lines === undefined) return [{ sheet, area: areaOf({}, sheet.grid), filter }];
  const range: GridRange =
    lines.dimension === 'ROWS'
      ? { startRowIndex: lines.startIndex, endRowIndex: lines.endIndex }
      : { startColumnIndex: lines.startIndex, endColumnIndex: lines.endIndex };
  return [{ sheet, area: areaOf(range, sheet.grid), filter }];
};

/** The parts of a spreadsheet that data filters choose, in the order of the filters. */
export const chosenBy = (spreadsheet: Spreadsheet, filters: readonly DataFilter[]): readonly Chosen[] =>
  filters.flatMap((filter) => {
    if (filter.gridRange !== undefined) return [byGridRange(spreadsheet, filter.gridRange, filter)];
    if (filter.a1Range !== undefined) return [{ ...resolveRange(spreadsheet, filter.a1Range), filter }];
    const { developerMetadata } = spreadsheet.contents;
    return metadataByFilter(developerMetadata, filter).flatMap((entry) =>
      byMetadata(spreadsheet, entry, filter),
    );
  });
