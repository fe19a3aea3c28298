import { invalid } from '../api/api-error.ts';
import type { Random } from '../model/random.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import type { Area } from '../ranges/area.ts';
import type { GridCoordinate, GridRange, Request, Response } from '../schema/sheets-types.ts';

/** Who calls. `everything` is set for people at work in the grid, whom no protection stops. */
export interface Caller {
  readonly email: string;
  readonly everything?: boolean | undefined;
}

/** What a request of a batch works on. */
export interface Edit {
  readonly spreadsheet: Spreadsheet;
  readonly random: Random;
  readonly caller: Caller;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Carries out one kind of request inside an open transaction. Throws an `ApiError` when it cannot be done. */
export type Handler<K extends keyof Request> = (
  edit: Edit,
  request: NonNullable<Request[K]>,
) => Response | undefined;

/** The kinds of request that some file carries out. */
export type Handlers = { readonly [K in keyof Request]?: Handler<K> };

/** The tab with an id, as ranges and coordinates name it: no id means the tab with id 0. */
export const gridSheet = (edit: Edit, sheetId: number | undefined): Sheet => {
  const sheet = edit.spreadsheet.sheet(sheetId ?? 0);
  if (sheet === undefined) throw invalid(`No grid with id: ${sheetId ?? 0}`);
  return sheet;
};

const checkSpan = (name: 'Row' | 'Column', start: number, end: number | undefined, count: number): void => {
  if (start < 0 || (end !== undefined && end < 0)) throw invalid('GridRange indexes must be >= 0');
  if (end !== undefined && end < start) {
    throw invalid(`GridRange.end${name}Index[${end}] must be after GridRange.start${name}Index[${start}]`);
  }
  if (start < count) return;
  throw invalid(
    `GridRange.start${name}Index[${start}] is after last ${name.toLowerCase()} in grid[${count - 1}]`,
  );
};

/** The corner that a coordinate names. Throws when it lies outside of the grid. */
export const checkedCorner = (sheet: Sheet, { rowIndex = 0, columnIndex = 0 }: GridCoordinate): Area => {
  const { rowCount, columnCount } = sheet.grid;
  const check = (name: 'row' | 'column', index: number, count: number): void => {
    if (index < 0) throw invalid(`GridCoordinate.${name}Index[${index}] must be >= 0`);
    if (index < count) return;
    throw invalid(`GridCoordinate.${name}Index[${index}] is after last ${name} in grid[${count - 1}]`);
  };
  check('row', rowIndex, rowCount);
  check('column', columnIndex, columnCount);
  return { startRow: rowIndex, endRow: rowCount, startColumn: columnIndex, endColumn: columnCount };
};

/** A range closed by its grid. Throws when it lies outside of it. */
export const checkedArea = (sheet: Sheet, range: GridRange): Area => {
  const { rowCount, columnCount } = sheet.grid;
  const startRow = range.startRowIndex ?? 0;
  const startColumn = range.startColumnIndex ?? 0;
  checkSpan('Row', startRow, range.endRowIndex, rowCount);
  checkSpan('Column', startColumn, range.endColumnIndex, columnCount);
  return {
    startRow,
    endRow: Math.min(range.endRowIndex ?? rowCount, rowCount),
    startColumn,
    endColumn: Math.min(range.endColumnIndex ?? columnCount, columnCount),
  };
};

/** Puts a tab that was changed back into the spreadsheet. */
export const changeSheet = (edit: Edit, sheetId: number, change: (sheet: Sheet) => Sheet): void => {
  edit.spreadsheet.replaceSheet(change(gridSheet(edit, sheetId)));
};
