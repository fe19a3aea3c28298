import { invalid } from '../api/api-error.ts';
import type { Slot } from '../cells/cell.ts';
import { shiftFormulas } from '../formulas/change-formulas.ts';
import type { Sheet } from '../model/sheet.ts';
import { shiftBand } from '../model/shift-contents.ts';
import { type Area, areaColumns, areaRows } from '../ranges/area.ts';
import type { Dimension, Shift } from '../ranges/shift.ts';
import { checkedArea, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { checkProtection } from './protection.ts';

const dimensionOf = (given: string | undefined): Dimension => {
  if (given === 'ROWS' || given === 'COLUMNS') return given;
  throw invalid('No shiftDimension specified.');
};

/** The area, and all that lies behind it in the direction of the shift. */
const behind = (sheet: Sheet, area: Area, dimension: Dimension): Area =>
  dimension === 'ROWS'
    ? { ...area, endRow: sheet.grid.rowCount }
    : { ...area, endColumn: sheet.grid.columnCount };

const slotsOf = (sheet: Sheet, area: Area): readonly (readonly Slot[])[] => {
  const rows: (readonly Slot[])[] = [];
  const end = Math.min(area.endRow, sheet.grid.usedRows);
  for (let row = area.startRow; row < end; row++) {
    rows.push((sheet.grid.row(row)?.cells ?? []).slice(area.startColumn, area.endColumn));
  }
  return rows;
};

/** Fills an area cell by cell; what falls off the end of the grid is lost. */
const fill = (
  sheet: Sheet,
  area: Area,
  slotAt: (row: number, column: number) => Slot,
  endRow: number,
): void => {
  for (let row = area.startRow; row < Math.min(area.endRow, endRow); row++) {
    for (let column = area.startColumn; column < area.endColumn; column++) {
      sheet.grid.put(row, column, slotAt(row - area.startRow, column - area.startColumn));
    }
  }
};

/** What points at the pushed cells is pushed with them. */
const follow = (edit: Edit, sheet: Sheet, dimension: Dimension, shift: Shift, band: Area): void => {
  const { spreadsheet } = edit;
  spreadsheet.contents = shiftBand(spreadsheet.contents, sheet.sheetId, dimension, shift, band);
  shiftFormulas(spreadsheet, sheet, dimension, shift, band);
};

const span = (area: Area, dimension: Dimension): { readonly at: number; readonly count: number } =>
  dimension === 'ROWS'
    ? { at: area.startRow, count: areaRows(area) }
    : { at: area.startColumn, count: areaColumns(area) };

const insertRange: Handler<'insertRange'> = (edit, { range = {}, shiftDimension }) => {
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  const dimension = dimensionOf(shiftDimension);
  const whole = behind(sheet, area, dimension);
  checkProtection(edit, sheet, whole);
  const slots = slotsOf(sheet, whole);
  const [down, right] = dimension === 'ROWS' ? [areaRows(area), 0] : [0, areaColumns(area)];
  fill(sheet, whole, (i, j) => slots[i - down]?.[j - right], sheet.grid.usedRows + down);
  follow(edit, sheet, dimension, { kind: 'insert', ...span(area, dimension) }, area);
  return undefined;
};

const deleteRange: Handler<'deleteRange'> = (edit, { range = {}, shiftDimension }) => {
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  const dimension = dimensionOf(shiftDimension);
  const whole = behind(sheet, area, dimension);
  checkProtection(edit, sheet, whole);
  const slots = slotsOf(sheet, whole);
  const [up, left] = dimension === 'ROWS' ? [areaRows(area), 0] : [0, areaColumns(area)];
  fill(sheet, whole, (i, j) => slots[i + up]?.[j + left], sheet.grid.usedRows);
  follow(edit, sheet, dimension, { kind: 'delete', ...span(area, dimension) }, area);
  return undefined;
};

/** Requests that push cells aside, or close a gap. */
export const rangeRequests: Handlers = { insertRange, deleteRange };
