import type {
  DataFilter,
  DeveloperMetadata,
  DeveloperMetadataLocation,
  DeveloperMetadataLookup,
  DimensionRange,
} from '../schema/sheets-types.ts';

const sameLines = (a: DimensionRange | undefined, b: DimensionRange | undefined): boolean =>
  (a?.sheetId ?? 0) === (b?.sheetId ?? 0) &&
  a?.dimension === b?.dimension &&
  (a?.startIndex ?? 0) === (b?.startIndex ?? 0) &&
  (a?.endIndex ?? 0) === (b?.endIndex ?? 0);

const sheetOf = (location: DeveloperMetadataLocation): number | undefined => {
  if (location.spreadsheet === true) return undefined;
  return location.dimensionRange === undefined
    ? (location.sheetId ?? 0)
    : (location.dimensionRange.sheetId ?? 0);
};

const sameLocation = (own: DeveloperMetadataLocation, wanted: DeveloperMetadataLocation): boolean => {
  if (wanted.spreadsheet === true) return own.spreadsheet === true;
  if (wanted.dimensionRange !== undefined) return sameLines(own.dimensionRange, wanted.dimensionRange);
  return own.dimensionRange === undefined && sheetOf(own) === sheetOf(wanted);
};

/** Looking for a tab also finds what is on its rows and columns; looking for the spreadsheet finds everything. */
const within = (own: DeveloperMetadataLocation, wanted: DeveloperMetadataLocation): boolean => {
  if (wanted.spreadsheet === true) return true;
  if (wanted.dimensionRange !== undefined) return sameLines(own.dimensionRange, wanted.dimensionRange);
  return sheetOf(own) === sheetOf(wanted);
};

/** Whether an entry is one that the lookup asks for. */
export const matchesLookup = (entry: DeveloperMetadata, lookup: DeveloperMetadataLookup): boolean => {
  if (lookup.metadataId !== undefined && lookup.metadataId !== entry.metadataId) return false;
  if (lookup.metadataKey !== undefined && lookup.metadataKey !== entry.metadataKey) return false;
  if (lookup.metadataValue !== undefined && lookup.metadataValue !== entry.metadataValue) return false;
  if (lookup.visibility !== undefined && lookup.visibility !== entry.visibility) return false;
  if (lookup.locationType !== undefined && lookup.locationType !== entry.location?.locationType) return false;
  const wanted = lookup.metadataLocation;
  if (wanted === undefined) return true;
  const exact = lookup.locationMatchingStrategy === 'EXACT_LOCATION';
  return (exact ? sameLocation : within)(entry.location ?? {}, wanted);
};

/** The entries that a data filter asks for by lookup. Filters by range are the caller's business. */
export const metadataByFilter = (
  entries: readonly DeveloperMetadata[],
  filter: DataFilter,
): readonly DeveloperMetadata[] => {
  const lookup = filter.developerMetadataLookup;
  return lookup === undefined ? [] : entries.filter((entry) => matchesLookup(entry, lookup));
};
