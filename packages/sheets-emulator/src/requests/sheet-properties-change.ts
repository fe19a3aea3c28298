import { invalid } from '../api/api-error.ts';
import { shiftFormulas } from '../formulas/change-formulas.ts';
import { Grid } from '../grid/grid.ts';
import { emptySheet, type Sheet } from '../model/sheet.ts';
import { shiftContents } from '../model/shift-contents.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import type { Dimension } from '../ranges/shift.ts';
import type { GridProperties, SheetProperties } from '../schema/sheets-types.ts';
import { checkCellLimit, checkColumnLimit } from './cell-limit.ts';

const TITLE_LIMIT = 100;

/** Throws when a tab other than `own` has the title already, or when it cannot be a title. */
export const checkTitle = (spreadsheet: Spreadsheet, title: string, own?: number): void => {
  if (title.length > TITLE_LIMIT) {
    throw invalid(`The sheet name cannot be greater than ${TITLE_LIMIT} characters.`);
  }
  const taken = spreadsheet.contents.sheets.some(
    (sheet) => sheet.sheetId !== own && sheet.properties.title.toLowerCase() === title.toLowerCase(),
  );
  if (taken) throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
};

/** A title that no tab has: `Sheet2`, `Sheet3`, … */
export const freeTitle = (spreadsheet: Spreadsheet): string => {
  for (let number = spreadsheet.contents.sheets.length + 1; ; number++) {
    const title = `Sheet${number}`;
    if (spreadsheet.sheetByTitle(title) === undefined) return title;
  }
};

/** What is kept of given properties: no id, no index, and no counts, which the grid keeps. */
export const keptProperties = (given: SheetProperties, title: string): Sheet['properties'] => {
  const { sheetId: _, index: __, sheetType: ___, gridProperties, ...rest } = given;
  const { rowCount: _rows, columnCount: _columns, ...grid } = gridProperties ?? {};
  return { ...rest, title, ...(Object.keys(grid).length > 0 ? { gridProperties: grid } : {}) };
};

const checkCount = (count: number, name: string): void => {
  if (count < 1) throw invalid(`${name} must be greater than 0.`);
};

/** A new tab as asked for, not yet in the spreadsheet. */
export const makeSheet = (sheetId: number, given: SheetProperties, title: string): Sheet => {
  const { rowCount = 1000, columnCount = 26 } = given.gridProperties ?? {};
  checkCount(rowCount, 'gridProperties.rowCount');
  checkCount(columnCount, 'gridProperties.columnCount');
  checkColumnLimit(columnCount);
  checkFrozen(given.gridProperties, rowCount, columnCount);
  return emptySheet(sheetId, keptProperties(given, title), new Grid(rowCount, columnCount));
};

/** Throws when all rows or all columns of a grid would be frozen. */
const checkFrozen = (given: GridProperties | undefined, rowCount: number, columnCount: number): void => {
  if ((given?.frozenRowCount ?? 0) >= rowCount && rowCount > 0 && (given?.frozenRowCount ?? 0) > 0) {
    throw invalid("You can't freeze all visible rows on the sheet.");
  }
  if ((given?.frozenColumnCount ?? 0) >= columnCount && (given?.frozenColumnCount ?? 0) > 0) {
    throw invalid("You can't freeze all visible columns on the sheet.");
  }
};

/** What pointed at lines that were cut off points at them no more. */
const cut = (
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  dimension: Dimension,
  at: number,
  count: number,
): void => {
  if (count <= 0) return;
  const shift = { kind: 'delete', at, count } as const;
  spreadsheet.contents = shiftContents(spreadsheet.contents, sheet.sheetId, dimension, shift);
  shiftFormulas(spreadsheet, sheet, dimension, shift);
};

/** Sets the size of a tab's grid absolutely. */
export const resizeSheet = (spreadsheet: Spreadsheet, sheet: Sheet, given: GridProperties): void => {
  const { grid } = sheet;
  const rowCount = given.rowCount ?? 0;
  const columnCount = given.columnCount ?? 0;
  checkCount(rowCount, 'gridProperties.rowCount');
  checkCount(columnCount, 'gridProperties.columnCount');
  checkColumnLimit(columnCount);
  checkFrozen(given, rowCount, columnCount);
  checkCellLimit(spreadsheet, rowCount * columnCount - grid.rowCount * grid.columnCount);
  const cutRows = grid.rowCount - rowCount;
  const cutColumns = grid.columnCount - columnCount;
  grid.resize(rowCount, columnCount);
  cut(spreadsheet, sheet, 'ROWS', rowCount, cutRows);
  cut(spreadsheet, sheet, 'COLUMNS', columnCount, cutColumns);
};
