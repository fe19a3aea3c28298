import { invalid } from '../api/api-error.ts';
import { cellOf, slotOf } from '../cells/cell.ts';
import type { Sheet } from '../model/sheet.ts';
import { type Area, areaContains, areaOf, areasOverlap, gridRangeOf } from '../ranges/area.ts';
import { changeSheet, checkedArea, gridSheet, type Handler, type Handlers } from './edit.ts';
import { checkProtection } from './protection.ts';

type MergeType = 'MERGE_ALL' | 'MERGE_COLUMNS' | 'MERGE_ROWS';

const piecesOf = (area: Area, type: MergeType): readonly Area[] => {
  const pieces: Area[] = [];
  if (type === 'MERGE_ALL') return [area];
  if (type === 'MERGE_COLUMNS') {
    for (let column = area.startColumn; column < area.endColumn; column++) {
      pieces.push({ ...area, startColumn: column, endColumn: column + 1 });
    }
    return pieces;
  }
  for (let row = area.startRow; row < area.endRow; row++)
    pieces.push({ ...area, startRow: row, endRow: row + 1 });
  return pieces;
};

const isOneCell = (area: Area): boolean =>
  area.endRow - area.startRow === 1 && area.endColumn - area.startColumn === 1;

/** Only the first cell of a merge keeps its value. */
const clearCovered = (sheet: Sheet, area: Area): void => {
  for (let row = area.startRow; row < Math.min(area.endRow, sheet.grid.usedRows); row++) {
    for (let column = area.startColumn; column < area.endColumn; column++) {
      if (row === area.startRow && column === area.startColumn) continue;
      const slot = sheet.grid.slot(row, column);
      if (slot === undefined) continue;
      const rest = slotOf({ ...cellOf(slot), value: undefined, formula: undefined });
      sheet.grid.put(row, column, rest);
    }
  }
};

const mergeCells: Handler<'mergeCells'> = (edit, { range = {}, mergeType }) => {
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  checkProtection(edit, sheet, area);
  const type = mergeType === undefined || mergeType === 'MERGE_ALL' ? 'MERGE_ALL' : mergeType;
  const kept = sheet.merges.filter((merge) => {
    const merged = areaOf(merge, sheet.grid);
    if (!areasOverlap(merged, area)) return true;
    if (areaContains(area, merged)) return false;
    throw invalid('You must select all cells in a merged range to merge or unmerge them.');
  });
  const pieces = piecesOf(area, type).filter((piece) => !isOneCell(piece));
  for (const piece of pieces) clearCovered(sheet, piece);
  const merges = [...kept, ...pieces.map((piece) => gridRangeOf(sheet.sheetId, piece))];
  changeSheet(edit, sheet.sheetId, (current) => ({ ...current, merges }));
  return undefined;
};

const unmergeCells: Handler<'unmergeCells'> = (edit, { range = {} }) => {
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  checkProtection(edit, sheet, area);
  const merges = sheet.merges.filter((merge) => {
    const merged = areaOf(merge, sheet.grid);
    if (!areasOverlap(merged, area)) return true;
    if (areaContains(area, merged)) return false;
    throw invalid('You must select all cells in a merged range to merge or unmerge them.');
  });
  changeSheet(edit, sheet.sheetId, (current) => ({ ...current, merges }));
  return undefined;
};

/** Requests that merge cells and part them again. */
export const mergeRequests: Handlers = { mergeCells, unmergeCells };
