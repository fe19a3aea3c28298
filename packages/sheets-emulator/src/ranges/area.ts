import type { GridRange } from '../schema/sheets-types.ts';

/** A rectangle of cells with all four sides known: from the start, up to and without the end. Counted from zero. */
export interface Area {
  readonly startRow: number;
  readonly endRow: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

/** The size of a grid, against which open ranges are closed. */
export interface GridSize {
  readonly rowCount: number;
  readonly columnCount: number;
}

/** Closes the open sides of a range by the grid, and cuts off what lies outside of it. */
export const areaOf = (range: GridRange, size: GridSize): Area => ({
  startRow: Math.min(range.startRowIndex ?? 0, size.rowCount),
  endRow: Math.min(range.endRowIndex ?? size.rowCount, size.rowCount),
  startColumn: Math.min(range.startColumnIndex ?? 0, size.columnCount),
  endColumn: Math.min(range.endColumnIndex ?? size.columnCount, size.columnCount),
});

export const areaRows = (area: Area): number => Math.max(0, area.endRow - area.startRow);
export const areaColumns = (area: Area): number => Math.max(0, area.endColumn - area.startColumn);

/** The range of an area, as the API writes it: a `sheetId` of zero is left out, the sides are not. */
export const gridRangeOf = (sheetId: number, area: Area): GridRange => ({
  ...(sheetId === 0 ? {} : { sheetId }),
  startRowIndex: area.startRow,
  endRowIndex: area.endRow,
  startColumnIndex: area.startColumn,
  endColumnIndex: area.endColumn,
});

export const areasOverlap = (a: Area, b: Area): boolean =>
  a.startRow < b.endRow &&
  b.startRow < a.endRow &&
  a.startColumn < b.endColumn &&
  b.startColumn < a.endColumn;

/** Whether `inner` lies wholly in `outer`. */
export const areaContains = (outer: Area, inner: Area): boolean =>
  outer.startRow <= inner.startRow &&
  inner.endRow <= outer.endRow &&
  outer.startColumn <= inner.startColumn &&
  inner.endColumn <= outer.endColumn;
