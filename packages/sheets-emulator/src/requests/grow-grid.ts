import type { Sheet } from '../model/sheet.ts';
import { checkCellLimit, checkColumnLimit } from './cell-limit.ts';
import type { Edit } from './edit.ts';

/** Makes a grid so large that it has these rows and columns; never smaller. */
export const growGrid = (
  edit: Pick<Edit, 'spreadsheet'>,
  sheet: Sheet,
  endRow: number,
  endColumn: number,
): void => {
  const { grid } = sheet;
  const rows = Math.max(grid.rowCount, endRow);
  const columns = Math.max(grid.columnCount, endColumn);
  if (rows === grid.rowCount && columns === grid.columnCount) return;
  checkColumnLimit(columns);
  checkCellLimit(edit.spreadsheet, rows * columns - grid.rowCount * grid.columnCount);
  grid.resize(rows, columns);
};
