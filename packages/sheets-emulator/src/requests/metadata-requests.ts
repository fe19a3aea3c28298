import { invalid } from '../api/api-error.ts';
import { metadataByFilter } from '../model/metadata-lookup.ts';
import type { DataFilter, DeveloperMetadata, DeveloperMetadataLocation } from '../schema/sheets-types.ts';
import { type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { mergeByMask, updateMask } from './merge-by-mask.ts';

/** Characters of keys and values together: a tab, and the spreadsheet itself, may have this many. */
const LIMIT = 30_000;

const located = (edit: Edit, given: DeveloperMetadataLocation | undefined): DeveloperMetadataLocation => {
  if (given === undefined) throw invalid('No location specified for developer metadata.');
  if (given.spreadsheet === true) return { locationType: 'SPREADSHEET', spreadsheet: true };
  const range = given.dimensionRange;
  if (range === undefined) {
    const { sheetId } = gridSheet(edit, given.sheetId);
    return { locationType: 'SHEET', sheetId };
  }
  gridSheet(edit, range.sheetId);
  const count = (range.endIndex ?? 0) - (range.startIndex ?? 0);
  if (count !== 1) throw invalid('Developer metadata can be associated with one row or one column only.');
  return { locationType: range.dimension === 'ROWS' ? 'ROW' : 'COLUMN', dimensionRange: range };
};

const setMetadata = (edit: Edit, developerMetadata: readonly DeveloperMetadata[]): void => {
  const size = developerMetadata.reduce(
    (sum, { metadataKey = '', metadataValue = '' }) => sum + metadataKey.length + metadataValue.length,
    0,
  );
  if (size > LIMIT * (edit.spreadsheet.contents.sheets.length + 1)) {
    throw invalid(`Developer metadata exceeds the limit of ${LIMIT} characters.`);
  }
  edit.spreadsheet.contents = { ...edit.spreadsheet.contents, developerMetadata };
};

const createDeveloperMetadata: Handler<'createDeveloperMetadata'> = (edit, { developerMetadata = {} }) => {
  const existing = edit.spreadsheet.contents.developerMetadata;
  const { metadataKey, metadataValue, visibility } = developerMetadata;
  if (metadataKey === undefined) throw invalid('No metadataKey specified.');
  if (visibility !== 'DOCUMENT' && visibility !== 'PROJECT') throw invalid('No visibility specified.');
  const metadataId = developerMetadata.metadataId ?? edit.random.id();
  if (existing.some((entry) => entry.metadataId === metadataId)) {
    throw invalid(`Developer metadata with ID ${metadataId} already exists.`);
  }
  const created: DeveloperMetadata = {
    metadataId,
    metadataKey,
    ...(metadataValue === undefined ? {} : { metadataValue }),
    location: located(edit, developerMetadata.location),
    visibility,
  };
  setMetadata(edit, [...existing, created]);
  return { createDeveloperMetadata: { developerMetadata: created } };
};

const chosen = (edit: Edit, filters: readonly DataFilter[]): ReadonlySet<DeveloperMetadata> => {
  const entries = edit.spreadsheet.contents.developerMetadata;
  return new Set(filters.flatMap((filter) => metadataByFilter(entries, filter)));
};

const updateDeveloperMetadata: Handler<'updateDeveloperMetadata'> = (edit, request) => {
  const mask = updateMask(request.fields, 'DeveloperMetadata');
  const hit = chosen(edit, request.dataFilters ?? []);
  const changed: DeveloperMetadata[] = [];
  const all = edit.spreadsheet.contents.developerMetadata.map((entry) => {
    if (!hit.has(entry)) return entry;
    const merged = mergeByMask(entry, request.developerMetadata, mask);
    const next = { ...merged, metadataId: entry.metadataId, location: located(edit, merged.location) };
    changed.push(next);
    return next;
  });
  setMetadata(edit, all);
  return { updateDeveloperMetadata: changed.length === 0 ? {} : { developerMetadata: changed } };
};

const deleteDeveloperMetadata: Handler<'deleteDeveloperMetadata'> = (edit, { dataFilter = {} }) => {
  const hit = chosen(edit, [dataFilter]);
  const { developerMetadata } = edit.spreadsheet.contents;
  setMetadata(
    edit,
    developerMetadata.filter((entry) => !hit.has(entry)),
  );
  return { deleteDeveloperMetadata: hit.size === 0 ? {} : { deletedDeveloperMetadata: [...hit] } };
};

/** Requests about what programs attach to a spreadsheet, its tabs, rows and columns. */
export const metadataRequests: Handlers = {
  createDeveloperMetadata,
  updateDeveloperMetadata,
  deleteDeveloperMetadata,
};
