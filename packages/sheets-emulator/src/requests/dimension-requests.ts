import { invalid } from '../api/api-error.ts';
import { shiftFormulas } from '../formulas/change-formulas.ts';
import type { LineProperties } from '../grid/row.ts';
import type { Sheet } from '../model/sheet.ts';
import { shiftContents } from '../model/shift-contents.ts';
import type { Dimension, Shift } from '../ranges/shift.ts';
import type { DimensionRange } from '../schema/sheets-types.ts';
import { checkCellLimit, checkColumnLimit } from './cell-limit.ts';
import { type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { inheritLine } from './inherit-line.ts';
import { mergeByMask, updateMask } from './merge-by-mask.ts';
import { checkProtection } from './protection.ts';

/** Rows or columns of a tab, one after another. */
export interface Lines {
  readonly sheet: Sheet;
  readonly dimension: Dimension;
  readonly start: number;
  readonly end: number;
  /** How many lines of the dimension the grid has. */
  readonly total: number;
}

const NAMES = { ROWS: 'row', COLUMNS: 'column' } as const;

/** The lines that a request is about. Throws when it names none. */
export const linesOf = (edit: Edit, range: DimensionRange | undefined): Lines => {
  const sheet = gridSheet(edit, range?.sheetId);
  const dimension = range?.dimension;
  if (dimension !== 'ROWS' && dimension !== 'COLUMNS') throw invalid('No dimension specified.');
  const total = dimension === 'ROWS' ? sheet.grid.rowCount : sheet.grid.columnCount;
  const start = range?.startIndex ?? 0;
  const end = range?.endIndex ?? total;
  if (start < 0 || end < 0) throw invalid('DimensionRange indexes must be >= 0');
  if (end <= start) throw invalid(`range.endIndex[${end}] must be after range.startIndex[${start}].`);
  return { sheet, dimension, start, end, total };
};

const lineArea = ({ sheet, dimension, start, end }: Lines) => {
  const { rowCount, columnCount } = sheet.grid;
  return dimension === 'ROWS'
    ? { startRow: start, endRow: end, startColumn: 0, endColumn: columnCount }
    : { startRow: 0, endRow: rowCount, startColumn: start, endColumn: end };
};

const shift = (edit: Edit, { sheet, dimension }: Lines, change: Shift): void => {
  const { spreadsheet } = edit;
  spreadsheet.contents = shiftContents(spreadsheet.contents, sheet.sheetId, dimension, change);
  shiftFormulas(spreadsheet, sheet, dimension, change);
};

const checkGrowth = (edit: Edit, { sheet, dimension }: Lines, count: number): void => {
  const { rowCount, columnCount } = sheet.grid;
  if (dimension === 'COLUMNS') checkColumnLimit(columnCount + count);
  checkCellLimit(edit.spreadsheet, count * (dimension === 'ROWS' ? columnCount : rowCount));
};

/** Inserts empty lines, and moves along what points at the lines after them. */
const insertLines = (edit: Edit, lines: Lines): void => {
  const { sheet, dimension, start, end } = lines;
  const count = end - start;
  checkGrowth(edit, lines, count);
  if (dimension === 'ROWS') sheet.grid.insertRows(start, count);
  else sheet.grid.insertColumns(start, count);
  shift(edit, lines, { kind: 'insert', at: start, count });
};

const appendDimension: Handler<'appendDimension'> = (edit, { sheetId, dimension, length = 0 }) => {
  if (length < 1) throw invalid('length must be greater than 0.');
  const lines = linesOf(edit, { sheetId, dimension, startIndex: 0, endIndex: length });
  insertLines(edit, { ...lines, start: lines.total, end: lines.total + length });
  return undefined;
};

const insertDimension: Handler<'insertDimension'> = (edit, { range, inheritFromBefore = false }) => {
  const lines = linesOf(edit, range);
  const { start, total, dimension } = lines;
  if (start >= total && !inheritFromBefore) {
    throw invalid(
      `range.startIndex must be less than the grid size (${total}) if inheritFromBefore is false.`,
    );
  }
  if (start > total)
    throw invalid(`range.startIndex[${start}] is after last ${NAMES[dimension]} in grid[${total}]`);
  if (inheritFromBefore && start === 0) {
    throw invalid('inheritFromBefore cannot be true if range.startIndex is 0.');
  }
  insertLines(edit, lines);
  inheritLine(lines.sheet.grid, dimension, start, lines.end, inheritFromBefore ? start - 1 : lines.end);
  return undefined;
};

const deleteDimension: Handler<'deleteDimension'> = (edit, { range }) => {
  const lines = linesOf(edit, range);
  const { sheet, dimension, start, end, total } = lines;
  const name = NAMES[dimension];
  if (end > total) {
    throw invalid(
      `Cannot delete a ${name} that doesn't exist. Tried to delete ${name} index ${end - 1} but there are only ${total} ${name}s.`,
    );
  }
  if (end - start >= total) throw invalid(`You can't delete all the ${name}s on the sheet.`);
  const { frozenRowCount = 0, frozenColumnCount = 0 } = sheet.properties.gridProperties ?? {};
  const frozen = dimension === 'ROWS' ? frozenRowCount : frozenColumnCount;
  if (frozen > 0 && start <= frozen && end === total) {
    throw invalid(`Sorry, it is not possible to delete all non-frozen ${name}s.`);
  }
  checkProtection(edit, sheet, lineArea(lines));
  if (dimension === 'ROWS') sheet.grid.deleteRows(start, end - start);
  else sheet.grid.deleteColumns(start, end - start);
  shift(edit, lines, { kind: 'delete', at: start, count: end - start });
  return undefined;
};

const moveDimension: Handler<'moveDimension'> = (edit, { source, destinationIndex = 0 }) => {
  const lines = linesOf(edit, source);
  const { sheet, dimension, start, end, total } = lines;
  if (end > total)
    throw invalid(`source.endIndex[${end}] is after last ${NAMES[dimension]} in grid[${total}]`);
  if (destinationIndex < 0 || destinationIndex > total) {
    throw invalid(
      `destinationIndex[${destinationIndex}] is after last ${NAMES[dimension]} in grid[${total}]`,
    );
  }
  if (destinationIndex >= start && destinationIndex <= end) return undefined;
  checkProtection(edit, sheet, lineArea(lines));
  const count = end - start;
  if (dimension === 'ROWS') sheet.grid.moveRows(start, count, destinationIndex);
  else sheet.grid.moveColumns(start, count, destinationIndex);
  shift(edit, lines, { kind: 'move', from: start, count, to: destinationIndex });
  return undefined;
};

const updateDimensionProperties: Handler<'updateDimensionProperties'> = (edit, request) => {
  const mask = updateMask(request.fields, 'DimensionProperties');
  const { sheet, dimension, start, end, total } = linesOf(edit, request.range);
  if (end > total)
    throw invalid(`range.endIndex[${end}] is after last ${NAMES[dimension]} in grid[${total}]`);
  const { grid } = sheet;
  for (let line = start; line < end; line++) {
    const old = dimension === 'ROWS' ? grid.row(line)?.properties : grid.column(line);
    const merged: LineProperties = mergeByMask(old ?? {}, request.properties, mask) ?? {};
    const properties = Object.keys(merged).length === 0 ? undefined : merged;
    if (dimension === 'ROWS') grid.setRowProperties(line, properties);
    else grid.setColumnProperties(line, properties);
  }
  return undefined;
};

/** Requests about rows and columns. */
export const dimensionRequests: Handlers = {
  appendDimension,
  insertDimension,
  deleteDimension,
  moveDimension,
  updateDimensionProperties,
};
