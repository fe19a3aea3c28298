import { type ApiError, invalid } from '../api/api-error.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import { parseRectangle } from './a1-reference.ts';
import { a1Text, quotedTitle } from './a1-text.ts';
import type { Area } from './area.ts';
import { columnLetters } from './column-letters.ts';
import { splitTab } from './split-tab.ts';

/** A range that somebody wrote, found in a spreadsheet. */
export interface ResolvedRange {
  readonly sheet: Sheet;
  /** Closed by the grid. */
  readonly area: Area;
  /** A single cell was named, as `A1` or `Sheet1!A1`: writing may spread from there. */
  readonly oneCell: boolean;
  /** As it was asked for; complaints repeat it. */
  readonly text: string;
}

interface Found {
  readonly sheet: Sheet;
  readonly startRow?: number | undefined;
  readonly endRow?: number | undefined;
  readonly startColumn?: number | undefined;
  readonly endColumn?: number | undefined;
}

const cannotParse = (text: string): ApiError => invalid(`Unable to parse range: ${text}`);

const firstSheet = (spreadsheet: Spreadsheet): Sheet => {
  const { sheets } = spreadsheet.contents;
  const sheet = sheets.find((each) => each.properties.hidden !== true) ?? sheets[0];
  if (sheet === undefined) throw new Error('a spreadsheet has at least one tab');
  return sheet;
};

const namedRange = (spreadsheet: Spreadsheet, name: string): Found | undefined => {
  const wanted = name.toLowerCase();
  const range = spreadsheet.contents.namedRanges.find((each) => each.name?.toLowerCase() === wanted)?.range;
  const sheet = range === undefined ? undefined : spreadsheet.sheet(range.sheetId ?? 0);
  if (range === undefined || sheet === undefined) return undefined;
  return {
    sheet,
    startRow: range.startRowIndex,
    endRow: range.endRowIndex,
    startColumn: range.startColumnIndex,
    endColumn: range.endColumnIndex,
  };
};

const find = (spreadsheet: Spreadsheet, text: string): Found => {
  const { title, rest } = splitTab(text);
  if (title === undefined) {
    const rectangle = parseRectangle(text);
    if (rectangle !== undefined) return { sheet: firstSheet(spreadsheet), ...rectangle };
    const named = namedRange(spreadsheet, text);
    if (named !== undefined) return named;
    const sheet = spreadsheet.sheetByTitle(text);
    if (sheet === undefined) throw cannotParse(text);
    return { sheet };
  }
  const sheet = spreadsheet.sheetByTitle(title);
  if (sheet === undefined) throw cannotParse(text);
  if (rest === undefined) return { sheet };
  const rectangle = parseRectangle(rest);
  if (rectangle !== undefined) return { sheet, ...rectangle };
  const named = namedRange(spreadsheet, rest);
  if (named?.sheet !== sheet) throw cannotParse(text);
  return named;
};

const openText = (found: Found): string => {
  const { startRow, endRow, startColumn, endColumn, sheet } = found;
  const letters = (column: number | undefined): string => (column === undefined ? '' : columnLetters(column));
  const first = `${letters(startColumn ?? (startRow === undefined ? undefined : 0))}${startRow === undefined ? '' : startRow + 1}`;
  const last = `${letters(endColumn === undefined ? undefined : endColumn - 1)}${endRow ?? ''}`;
  const text = first === last || last === '' ? first : `${first}:${last}`;
  return `${quotedTitle(sheet.properties.title)}!${text}`;
};

/** The 400 for a range that does not fit its grid. */
export const exceedsGrid = (shown: string, sheet: Sheet): ApiError => {
  const { rowCount, columnCount } = sheet.grid;
  return invalid(`Range (${shown}) exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`);
};

/** Finds a range in A1 or R1C1 notation, a named range, or a tab by its title. Throws the API's 400 when it cannot. */
export const resolveRange = (spreadsheet: Spreadsheet, text: string): ResolvedRange => {
  const found = find(spreadsheet, text);
  const { sheet, startRow = 0, startColumn = 0 } = found;
  const { rowCount, columnCount } = sheet.grid;
  if (startRow >= rowCount || startColumn >= columnCount) throw exceedsGrid(openText(found), sheet);
  const area = {
    startRow,
    endRow: Math.min(found.endRow ?? rowCount, rowCount),
    startColumn,
    endColumn: Math.min(found.endColumn ?? columnCount, columnCount),
  };
  const oneCell = found.endRow === startRow + 1 && found.endColumn === startColumn + 1;
  return { sheet, area, oneCell, text };
};

/** The range as it comes back in answers. */
export const shownRange = ({ sheet, area }: Pick<ResolvedRange, 'sheet' | 'area'>): string =>
  a1Text(sheet.properties.title, area);
