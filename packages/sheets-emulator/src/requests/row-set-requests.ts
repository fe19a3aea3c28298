import type { Slot } from '../cells/cell.ts';
import { Calculation } from '../formulas/calculation.ts';
import type { Sheet } from '../model/sheet.ts';
import { type Area, areaRows } from '../ranges/area.ts';
import type { DimensionRange } from '../schema/sheets-types.ts';
import { checkedArea, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { checkProtection } from './protection.ts';

const slotsOf = (sheet: Sheet, area: Area): (readonly Slot[])[] =>
  Array.from({ length: areaRows(area) }, (_, i) =>
    (sheet.grid.row(area.startRow + i)?.cells ?? []).slice(area.startColumn, area.endColumn),
  );

const putSlots = (sheet: Sheet, area: Area, rows: readonly (readonly Slot[])[]): void => {
  for (let row = area.startRow; row < area.endRow; row++) {
    for (let column = area.startColumn; column < area.endColumn; column++) {
      sheet.grid.put(row, column, rows[row - area.startRow]?.[column - area.startColumn]);
    }
  }
};

const randomizeRange: Handler<'randomizeRange'> = (edit, { range = {} }) => {
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  checkProtection(edit, sheet, area);
  const rows = slotsOf(sheet, area);
  for (let i = rows.length - 1; i > 0; i--) {
    const j = Math.floor(edit.random.next() * (i + 1));
    [rows[i], rows[j]] = [rows[j] ?? [], rows[i] ?? []];
  }
  putSlots(sheet, area, rows);
  return undefined;
};

const comparedColumns = (area: Area, ranges: readonly DimensionRange[]): readonly number[] => {
  const columns: number[] = [];
  for (let column = area.startColumn; column < area.endColumn; column++) {
    const inRange = ({ startIndex = 0, endIndex = Number.POSITIVE_INFINITY }: DimensionRange): boolean =>
      column >= startIndex && column < endIndex;
    if (ranges.length === 0 || ranges.some(inRange)) columns.push(column);
  }
  return columns;
};

const keyOf = (edit: Edit, sheet: Sheet, row: number, columns: readonly number[]): string => {
  const calculation = new Calculation(edit.spreadsheet, edit.now);
  return JSON.stringify(columns.map((column) => calculation.value(sheet, row, column) ?? null));
};

const deleteDuplicates: Handler<'deleteDuplicates'> = (edit, { range = {}, comparisonColumns = [] }) => {
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  checkProtection(edit, sheet, area);
  const columns = comparedColumns(area, comparisonColumns);
  const seen = new Set<string>();
  const endRow = Math.min(area.endRow, Math.max(area.startRow, sheet.grid.usedRows));
  const used = { ...area, endRow };
  const kept = slotsOf(sheet, used).filter((_, i) => {
    const key = keyOf(edit, sheet, area.startRow + i, columns).toLowerCase();
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  const removed = areaRows(used) - kept.length;
  if (removed > 0) putSlots(sheet, used, kept);
  return { deleteDuplicates: removed === 0 ? {} : { duplicatesRemovedCount: removed } };
};

/** Requests that treat the rows of a range as a set. */
export const rowSetRequests: Handlers = { randomizeRange, deleteDuplicates };
