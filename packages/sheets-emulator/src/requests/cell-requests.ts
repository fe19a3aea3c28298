import { invalid } from '../api/api-error.ts';
import { cellOf, slotOf } from '../cells/cell.ts';
import { cellFromData } from '../cells/cell-from-data.ts';
import type { Sheet } from '../model/sheet.ts';
import { type Area, areaOf } from '../ranges/area.ts';
import { coveredCells, type IsCovered } from '../ranges/covered-cells.ts';
import type { FieldMask } from '../render/field-mask.ts';
import type { CellData, RowData } from '../schema/sheets-types.ts';
import { checkedArea, checkedCorner, gridSheet, type Handler, type Handlers } from './edit.ts';
import { growGrid } from './grow-grid.ts';
import { lastContentRow } from './last-content-row.ts';
import { updateMask } from './merge-by-mask.ts';
import { checkProtection } from './protection.ts';

const NOTHING: CellData = {};
const NO_CELL = cellOf(undefined);

/** What a request writes into, and which fields of the cells. */
interface Target {
  readonly sheet: Sheet;
  readonly mask: FieldMask;
  readonly isCovered: IsCovered;
}

const putCell = ({ sheet, mask, isCovered }: Target, row: number, column: number, data: CellData): void => {
  const { grid } = sheet;
  const old = cellOf(grid.slot(row, column));
  const next = cellFromData(old, data, mask);
  const { value, formula } = old;
  grid.put(row, column, slotOf(isCovered(row, column) ? { ...next, value, formula } : next));
};

const checkColumns = (startColumn: number, count: number, limit: Area): void => {
  const column = limit.endColumn;
  if (startColumn + count <= column) return;
  throw invalid(`Attempting to write column: ${column}, beyond the last requested column of: ${column - 1}`);
};

/** Writes one row from `column` on. A row that was empty is made at once, which is leaner than cell by cell. */
const writeRow = (target: Target, row: number, column: number, values: readonly CellData[]): void => {
  const { sheet, mask } = target;
  const { grid } = sheet;
  if (grid.row(row) !== undefined || column !== 0 || sheet.merges.length > 0) {
    values.forEach((data, j) => {
      putCell(target, row, column + j, data);
    });
    return;
  }
  const slots = values.map((data) => slotOf(cellFromData(NO_CELL, data, mask)));
  if (slots.some((slot) => slot !== undefined)) grid.putRow(row, slots);
};

/** Writes rows from a corner on, no further than `limit`. */
const writeRows = (sheet: Sheet, rows: readonly RowData[], limit: Area, mask: FieldMask): void => {
  const target: Target = { sheet, mask, isCovered: coveredCells(sheet, limit) };
  rows.forEach(({ values = [] }, i) => {
    const row = limit.startRow + i;
    if (row >= limit.endRow) {
      throw invalid(`Attempting to write row: ${row}, beyond the last requested row of: ${limit.endRow - 1}`);
    }
    checkColumns(limit.startColumn, values.length, limit);
    writeRow(target, row, limit.startColumn, values);
  });
};

/** The cells of a range that no row data was given for lose the fields of the mask. */
const clearRest = (sheet: Sheet, rows: readonly RowData[], area: Area, mask: FieldMask): void => {
  const target: Target = { sheet, mask, isCovered: coveredCells(sheet, area) };
  for (let row = area.startRow; row < Math.min(area.endRow, sheet.grid.usedRows); row++) {
    const given = rows[row - area.startRow]?.values?.length ?? 0;
    const used = Math.min(area.endColumn, sheet.grid.row(row)?.cells.length ?? 0);
    for (let column = area.startColumn + given; column < used; column++) {
      if (sheet.grid.slot(row, column) !== undefined) putCell(target, row, column, NOTHING);
    }
  }
};

const updateCells: Handler<'updateCells'> = (edit, { rows = [], start, range, fields }) => {
  const mask = updateMask(fields, 'CellData');
  if (start !== undefined) {
    const sheet = gridSheet(edit, start.sheetId);
    const area = checkedCorner(sheet, start);
    const columns = Math.max(0, ...rows.map(({ values }) => values?.length ?? 0));
    const hit = { ...area, endRow: area.startRow + rows.length, endColumn: area.startColumn + columns };
    checkProtection(edit, sheet, hit);
    writeRows(sheet, rows, area, mask);
    return undefined;
  }
  if (range === undefined) throw invalid('No start and no range specified.');
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  checkProtection(edit, sheet, area);
  writeRows(sheet, rows, area, mask);
  clearRest(sheet, rows, area, mask);
  return undefined;
};

const repeatCell: Handler<'repeatCell'> = (edit, { range = {}, cell = NOTHING, fields }) => {
  const mask = updateMask(fields, 'CellData');
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  checkProtection(edit, sheet, area);
  const target: Target = { sheet, mask, isCovered: coveredCells(sheet, area) };
  for (let row = area.startRow; row < area.endRow; row++) {
    for (let column = area.startColumn; column < area.endColumn; column++) putCell(target, row, column, cell);
  }
  return undefined;
};

const appendCells: Handler<'appendCells'> = (edit, { sheetId, rows = [], fields }) => {
  const mask = updateMask(fields, 'CellData');
  const sheet = gridSheet(edit, sheetId);
  const startRow = lastContentRow(sheet.grid) + 1;
  const columns = Math.max(0, ...rows.map(({ values }) => values?.length ?? 0));
  growGrid(edit, sheet, startRow + rows.length, columns);
  const area = { ...areaOf({}, sheet.grid), startRow };
  checkProtection(edit, sheet, { ...area, endRow: startRow + rows.length, endColumn: columns });
  writeRows(sheet, rows, area, mask);
  return undefined;
};

/** Requests that write cells as typed data. */
export const cellRequests: Handlers = { updateCells, repeatCell, appendCells };
