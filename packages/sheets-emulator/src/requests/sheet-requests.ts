import { invalid } from '../api/api-error.ts';
import { retitleInFormulas } from '../formulas/change-formulas.ts';
import type { Sheet } from '../model/sheet.ts';
import { areaOf } from '../ranges/area.ts';
import { sheetProperties } from '../render/sheet-properties.ts';
import type { SheetProperties, SpreadsheetProperties } from '../schema/sheets-types.ts';
import { checkCellLimit } from './cell-limit.ts';
import { copySheet } from './copy-sheet.ts';
import { changeSheet, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { mergeByMask, updateMask } from './merge-by-mask.ts';
import { checkProtection } from './protection.ts';
import { checkTitle, freeTitle, keptProperties, makeSheet, resizeSheet } from './sheet-properties-change.ts';

/** Throws when the id is taken; makes one up when none is asked for. */
export const newSheetId = (edit: Edit, asked: number | undefined): number => {
  if (asked === undefined) return edit.random.id();
  if (asked < 0) throw invalid(`sheetId[${asked}] must not be negative.`);
  if (edit.spreadsheet.sheet(asked) !== undefined) {
    throw invalid(`A sheet with the ID ${asked} already exists. Please use another ID.`);
  }
  return asked;
};

/** Puts a tab in its place, at the end when no place is asked for. Returns its properties. */
export const placeSheet = (edit: Edit, sheet: Sheet, index: number | undefined): SheetProperties => {
  const { spreadsheet } = edit;
  const sheets = [...spreadsheet.contents.sheets];
  const at = Math.min(index ?? sheets.length, sheets.length);
  checkCellLimit(spreadsheet, sheet.grid.rowCount * sheet.grid.columnCount);
  sheets.splice(at, 0, sheet);
  spreadsheet.contents = { ...spreadsheet.contents, sheets };
  return sheetProperties(sheet, at);
};

const addSheet: Handler<'addSheet'> = (edit, { properties = {} }) => {
  const title = properties.title ?? freeTitle(edit.spreadsheet);
  checkTitle(edit.spreadsheet, title);
  const sheet = makeSheet(newSheetId(edit, properties.sheetId), properties, title);
  return { addSheet: { properties: placeSheet(edit, sheet, properties.index) } };
};

const deleteSheet: Handler<'deleteSheet'> = (edit, { sheetId = 0 }) => {
  const { spreadsheet } = edit;
  if (spreadsheet.sheet(sheetId) === undefined) throw invalid(`No sheet with id: ${sheetId}`);
  const gone = gridSheet(edit, sheetId);
  checkProtection(edit, gone, areaOf({}, gone.grid));
  const { contents } = spreadsheet;
  const sheets = contents.sheets.filter((sheet) => sheet.sheetId !== sheetId);
  if (sheets.length === 0) throw invalid("You can't remove all the sheets in a document.");
  if (sheets.every((sheet) => sheet.properties.hidden === true)) {
    throw invalid("You can't remove all the visible sheets in a document.");
  }
  const stays = (range: { readonly sheetId?: number | undefined } | undefined): boolean =>
    range === undefined || (range.sheetId ?? 0) !== sheetId;
  spreadsheet.contents = {
    ...contents,
    sheets,
    namedRanges: contents.namedRanges.filter(({ range }) => stays(range)),
    developerMetadata: contents.developerMetadata.filter(({ location }) => {
      const { locationType, dimensionRange } = location ?? {};
      return locationType === 'SPREADSHEET' || stays(dimensionRange ?? location);
    }),
  };
  return undefined;
};

const duplicateSheet: Handler<'duplicateSheet'> = (edit, request) => {
  const source = edit.spreadsheet.sheet(request.sourceSheetId ?? 0);
  if (source === undefined) throw invalid(`No sheet with id: ${request.sourceSheetId ?? 0}`);
  const title = request.newSheetName ?? copyTitle(edit, source);
  checkTitle(edit.spreadsheet, title);
  const copy = copySheet(source, newSheetId(edit, request.newSheetId), title, edit.random);
  return { duplicateSheet: { properties: placeSheet(edit, copy, request.insertSheetIndex ?? 0) } };
};

const copyTitle = (edit: Edit, source: Sheet): string => {
  const base = `Copy of ${source.properties.title}`;
  for (let number = 1; ; number++) {
    const title = number === 1 ? base : `${base} ${number}`;
    if (edit.spreadsheet.sheetByTitle(title) === undefined) return title;
  }
};

/** Moves a tab to before the one that is now at `index`. */
const moveSheet = (edit: Edit, sheetId: number, index: number): void => {
  const { contents } = edit.spreadsheet;
  const sheets = [...contents.sheets];
  const from = sheets.findIndex((sheet) => sheet.sheetId === sheetId);
  if (index < 0) throw invalid(`properties.index[${index}] must not be negative.`);
  if (index > sheets.length) throw invalid(`properties.index[${index}] is after the last sheet.`);
  const [moved] = sheets.splice(from, 1);
  if (moved === undefined) return;
  sheets.splice(index > from ? index - 1 : index, 0, moved);
  edit.spreadsheet.contents = { ...contents, sheets };
};

const updateSheetProperties: Handler<'updateSheetProperties'> = (edit, { properties = {}, fields }) => {
  const mask = updateMask(fields, 'SheetProperties');
  const sheetId = properties.sheetId ?? 0;
  const sheet = edit.spreadsheet.sheet(sheetId);
  if (sheet === undefined) throw invalid(`No sheet with id: ${sheetId}`);
  const index = edit.spreadsheet.contents.sheets.indexOf(sheet);
  const before = sheetProperties(sheet, index);
  const after = mergeByMask(before, properties, mask);
  const title = after.title ?? '';
  if (title === '') throw invalid('The sheet name cannot be empty.');
  if (title !== before.title) checkTitle(edit.spreadsheet, title, sheetId);
  if (after.hidden === true && before.hidden !== true) checkSomeVisible(edit, sheetId);
  resizeSheet(edit.spreadsheet, sheet, after.gridProperties ?? {});
  changeSheet(edit, sheetId, (current) => ({ ...current, properties: keptProperties(after, title) }));
  if (title !== before.title) retitleInFormulas(edit.spreadsheet, before.title ?? '', title);
  if (after.index !== undefined && after.index !== index) moveSheet(edit, sheetId, after.index);
  return undefined;
};

const checkSomeVisible = (edit: Edit, hiding: number): void => {
  const others = edit.spreadsheet.contents.sheets.filter(({ sheetId }) => sheetId !== hiding);
  if (others.some((sheet) => sheet.properties.hidden !== true)) return;
  throw invalid("You can't hide all the sheets in a document.");
};

const isTimeZone = (timeZone: string): boolean => {
  try {
    return Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const isLocale = (locale: string): boolean => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale.replaceAll('_', '-')).length > 0;
  } catch {
    return false;
  }
};

const checkPlace = ({ locale, timeZone }: SpreadsheetProperties): void => {
  if (locale !== undefined && !isLocale(locale)) throw invalid(`Unsupported locale: ${locale}`);
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw invalid(`Invalid time zone: ${timeZone}`);
};

const updateSpreadsheetProperties: Handler<'updateSpreadsheetProperties'> = (
  edit,
  { properties, fields },
) => {
  const mask = updateMask(fields, 'SpreadsheetProperties');
  const { contents } = edit.spreadsheet;
  const merged = mergeByMask(contents.properties, properties, mask);
  checkPlace(merged);
  edit.spreadsheet.contents = { ...contents, properties: merged };
  return undefined;
};

/** Requests about whole tabs, and about the spreadsheet itself. */
export const sheetRequests: Handlers = {
  addSheet,
  deleteSheet,
  duplicateSheet,
  updateSheetProperties,
  updateSpreadsheetProperties,
};
