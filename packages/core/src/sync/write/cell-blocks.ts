import type { Cell, SheetChange } from '../../ports/sheets-port.js';

/** Cells of one row, at columns that need not be neighbours. */
export interface CellBlock {
  readonly row: number;
  readonly columns: readonly number[];
  /** One per column. */
  readonly cells: readonly Cell[];
}

type WriteCells = Extract<SheetChange, { type: 'write_cells' }>;

/** Turns rows into as few rectangles as their columns and rows allow; cells in between are never part of one. */
export function blockCells(tabId: number, blocks: readonly CellBlock[]): WriteCells[] {
  const rectangles: { firstRow: number; firstColumn: number; width: number; rows: Cell[][] }[] = [];
  const open = new Map<string, (typeof rectangles)[number]>();
  for (const block of [...blocks].sort((a, b) => a.row - b.row)) {
    for (const { firstColumn, cells } of columnRuns(block)) {
      const id = `${firstColumn} ${cells.length}`;
      const above = open.get(id);
      if (above !== undefined && above.firstRow + above.rows.length === block.row) {
        above.rows.push(cells);
        continue;
      }
      const rectangle = { firstRow: block.row, firstColumn, width: cells.length, rows: [cells] };
      rectangles.push(rectangle);
      open.set(id, rectangle);
    }
  }
  return rectangles.map(({ firstRow, firstColumn, rows }) => ({
    type: 'write_cells',
    tabId,
    firstRow,
    firstColumn,
    rows,
  }));
}

/** Splits a row into runs of neighbouring columns. */
function columnRuns(block: CellBlock): { firstColumn: number; cells: Cell[] }[] {
  const pairs = block.columns.map((column, index) => ({ column, cell: block.cells[index] ?? null }));
  pairs.sort((a, b) => a.column - b.column);
  const runs: { firstColumn: number; cells: Cell[] }[] = [];
  for (const { column, cell } of pairs) {
    const run = runs.at(-1);
    if (run !== undefined && run.firstColumn + run.cells.length === column) run.cells.push(cell);
    else runs.push({ firstColumn: column, cells: [cell] });
  }
  return runs;
}
