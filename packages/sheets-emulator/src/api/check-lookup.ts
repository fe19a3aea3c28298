import type { Spreadsheet } from '../model/spreadsheet.ts';
import type {
  DeveloperMetadataLocation,
  DeveloperMetadataLookup,
  DimensionRange,
} from '../schema/sheets-types.ts';
import { invalid } from './api-error.ts';

const checkCombination = (lookup: DeveloperMetadataLookup, location: DeveloperMetadataLocation): void => {
  const { locationType, locationMatchingStrategy: strategy } = lookup;
  const member = (['spreadsheet', 'sheetId', 'dimensionRange'] as const).find((name) => name in location);
  const whole = location.spreadsheet === true;
  if (locationType === 'SPREADSHEET' && member !== undefined && !whole) {
    throw invalid(`Cannot limit by location type of SPREADSHEET for the location ${member}`);
  }
  if (strategy === 'EXACT_LOCATION' && locationType !== undefined) {
    throw invalid(
      'The locationMatchingStrategy was specified as EXACT_LOCATION, but a locationType was also specified: lookups cannot limit by a location type when matching an exact location.',
    );
  }
  if (strategy !== undefined && member === undefined) {
    throw invalid(
      'A locationMatchingStrategy was specified, but no metadataLocation was specified: lookups must always specify a metadataLocation when specifying a locationMatchingStrategy.',
    );
  }
  if (strategy === 'INTERSECTING_LOCATION' && whole) {
    throw invalid(
      'DeveloperMetadataLookup.spreadsheet is true, but locationMatchingStrategy was specified as INTERSECTING.',
    );
  }
};

const checkLine = (spreadsheet: Spreadsheet, range: DimensionRange): void => {
  const { startIndex, endIndex, sheetId = 0, dimension } = range;
  if (startIndex === undefined || endIndex === undefined) {
    throw invalid('DimensionRange must specify both a startIndex and an endIndex.');
  }
  if (endIndex - startIndex !== 1) throw invalid('DimensionRange must represent a single row or column.');
  if (startIndex < 0) throw invalid('DimensionRange indexes must be >= 0');
  const grid = spreadsheet.sheet(sheetId)?.grid;
  if (grid === undefined) throw invalid(`No grid with id: ${sheetId}`);
  if (dimension !== 'ROWS' && dimension !== 'COLUMNS') throw invalid('No dimension specified');
  const last = (dimension === 'ROWS' ? grid.rowCount : grid.columnCount) - 1;
  if (startIndex <= last) return;
  throw invalid(
    `DimensionRange startIndex [${startIndex}] is after the last ${dimension} index [${last}] of the sheet [${sheetId}].`,
  );
};

/** Throws the API's 400 when a lookup contradicts itself, or names a place that there is not. */
export const checkLookup = (spreadsheet: Spreadsheet, lookup: DeveloperMetadataLookup): void => {
  const location = lookup.metadataLocation ?? {};
  checkCombination(lookup, location);
  const { sheetId, dimensionRange } = location;
  if (dimensionRange !== undefined) checkLine(spreadsheet, dimensionRange);
  else if (sheetId !== undefined && spreadsheet.sheet(sheetId) === undefined) {
    throw invalid(`No grid with id: ${sheetId}`);
  }
};
