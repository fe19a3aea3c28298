import { invalid } from '../api/api-error.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';

const COLUMN_LIMIT = 18_278;
const TEXT_LIMIT = 50_000;

/** Throws when `more` cells would make the workbook too large. Cells count whether they hold anything or not. */
export const checkCellLimit = (spreadsheet: Spreadsheet, more: number): void => {
  if (more <= 0) return;
  let cells = more;
  for (const { grid } of spreadsheet.contents.sheets) cells += grid.rowCount * grid.columnCount;
  const { cellLimit } = spreadsheet.rules;
  if (cells <= cellLimit) return;
  throw invalid(
    `This action would increase the number of cells in the workbook above the limit of ${cellLimit} cells.`,
  );
};

/** Throws when a grid would get more columns than there are letters for. */
export const checkColumnLimit = (columns: number): void => {
  if (columns <= COLUMN_LIMIT) return;
  throw invalid(
    `This action would increase the number of columns in the sheet above the limit of ${COLUMN_LIMIT} columns.`,
  );
};

/** Throws when a text is too long for a cell. */
export const checkTextLength = (text: string): void => {
  if (text.length <= TEXT_LIMIT) return;
  throw invalid(`Your input contains more than the maximum of ${TEXT_LIMIT} characters in a single cell.`);
};
