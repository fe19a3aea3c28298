import type { Sheet } from '../model/sheet.ts';
import { type Area, areaOf, areasOverlap } from './area.ts';

/** Whether the cell lies under a merge and is not its first: such a cell takes no value. */
export type IsCovered = (row: number, column: number) => boolean;

const NONE: IsCovered = () => false;

/** Tells the covered cells of a part of a tab from the others. */
export const coveredCells = (sheet: Sheet, part: Area): IsCovered => {
  const merges = sheet.merges
    .map((range) => areaOf(range, sheet.grid))
    .filter((area) => areasOverlap(area, part));
  if (merges.length === 0) return NONE;
  return (row, column) =>
    merges.some(
      ({ startRow, endRow, startColumn, endColumn }) =>
        row >= startRow &&
        row < endRow &&
        column >= startColumn &&
        column < endColumn &&
        (row !== startRow || column !== startColumn),
    );
};
