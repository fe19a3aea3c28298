import type { Cell, CellRange, ReadCell, SheetChange } from '../../ports/sheets-port.js';
import type { JournalEntry } from '../../ports/sync-journal.js';

export type WriteCells = Extract<SheetChange, { type: 'write_cells' }>;

/** A cell that a batch wrote. */
export interface WrittenCell {
  readonly row: number;
  readonly column: number;
  readonly value: Cell;
}

/** The blocks that a batch wrote in one tab. */
export function writtenBlocks({ changes }: JournalEntry, tabId: number): WriteCells[] {
  return changes.filter((change) => change.type === 'write_cells').filter((change) => change.tabId === tabId);
}

export function blockRange({ tabId, firstRow, firstColumn, rows }: WriteCells): CellRange {
  return { tabId, firstRow, rows: rows.length, firstColumn, columns: rows[0]?.length ?? 0 };
}

/** The cells of a written block that still hold what was written. */
export function standingCells(
  { firstRow, firstColumn, rows }: WriteCells,
  found: readonly (readonly ReadCell[])[],
): WrittenCell[] {
  return rows.flatMap((cells, r) =>
    cells.flatMap((value, c): WrittenCell[] =>
      !isEmpty(value) && holds(found[r]?.[c] ?? null, value)
        ? [{ row: firstRow + r, column: firstColumn + c, value }]
        : [],
    ),
  );
}

/** Whether all of a block is as it was written. */
export function standsWhole({ rows }: WriteCells, found: readonly (readonly ReadCell[])[]): boolean {
  return rows.every((cells, r) => cells.every((value, c) => holds(found[r]?.[c] ?? null, value)));
}

/** Whether a cell is one of the block's, and still as the block left it, be that empty. */
export function wroteOver(
  { firstRow, firstColumn, rows }: WriteCells,
  found: readonly (readonly ReadCell[])[],
  at: { readonly row: number; readonly column: number },
): boolean {
  const [r, c] = [at.row - firstRow, at.column - firstColumn];
  const value = rows[r]?.[c];
  return value !== undefined && holds(found[r]?.[c] ?? null, value);
}

/** Empty text is written as nothing. */
function isEmpty(written: Cell): boolean {
  return written === null || written === '';
}

/** A time comes back as some number; in a cell we have just written, it is ours. */
function holds(found: ReadCell, written: Cell): boolean {
  if (isEmpty(written)) return found === null;
  return typeof written === 'object' ? typeof found === 'number' : found === written;
}

export function writeCell(tabId: number, row: number, column: number, value: Cell): WriteCells {
  return { type: 'write_cells', tabId, firstRow: row, firstColumn: column, rows: [[value]] };
}
