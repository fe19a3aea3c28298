import type { CellRange, ReadCell } from '@quiz-sync/core';
import { cellAsRead } from './cell-value.js';
import { endColumn, endRow } from './grid-range.js';
import type { GridBlock, RowAnswer, SheetAnswer } from './sheets-types.js';

/** Answers the cells of a range, each row cut after its last non-empty cell, trailing empty rows cut too. */
export type CellsOf = (range: CellRange) => ReadCell[][];

interface Block {
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly endRow: number;
  readonly rows: readonly RowAnswer[];
  /** The furthest row that this block or any before it ends at: tells where a search backwards may stop. */
  readonly reach: number;
}

/**
 * The cells that Google sent, by where they are. Which block answers which range is not said, and blocks may come
 * in another order, merged, more than once, or cut short where cells are empty: so every range is made of
 * whatever blocks hold cells of it, and a cell that no block holds is empty.
 */
export function cellsIn(sheets: readonly SheetAnswer[]): CellsOf {
  const blocksOfTab = new Map<number, Block[]>();
  for (const sheet of sheets) blocksOfTab.set(sheet.properties?.sheetId ?? 0, inOrder(sheet.data ?? []));
  return (range) => {
    const rows: ReadCell[][] = [];
    for (const block of meeting(blocksOfTab.get(range.tabId) ?? [], range)) copyCells(block, range, rows);
    return Array.from(rows, (row) => Array.from(row ?? [], (cell) => cell ?? null));
  };
}

function inOrder(data: readonly GridBlock[]): Block[] {
  let reach = 0;
  return data
    .map(({ startRow, startColumn, rowData }) => {
      const firstRow = startRow ?? 0;
      const rows = rowData ?? [];
      return { firstRow, firstColumn: startColumn ?? 0, endRow: firstRow + rows.length, rows };
    })
    .sort((a, b) => a.firstRow - b.firstRow)
    .map((block) => {
      reach = Math.max(reach, block.endRow);
      return { ...block, reach };
    });
}

/** The blocks with rows of the range, without looking at all of them for each of many ranges. */
function meeting(blocks: readonly Block[], range: CellRange): Block[] {
  const found: Block[] = [];
  for (let at = countStartingBefore(blocks, endRow(range)) - 1; at >= 0; at -= 1) {
    const block = blocks[at];
    if (block === undefined || block.reach <= range.firstRow) break;
    if (block.endRow > range.firstRow) found.push(block);
  }
  return found;
}

function countStartingBefore(blocks: readonly Block[], row: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle]?.firstRow ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sets only cells that hold something, so that rows and cells at the end that do not never come to be. */
function copyCells(block: Block, range: CellRange, into: ReadCell[][]): void {
  const lastRow = Math.min(block.endRow, endRow(range));
  for (let row = Math.max(block.firstRow, range.firstRow); row < lastRow; row += 1) {
    const values = block.rows[row - block.firstRow]?.values ?? [];
    const lastColumn = Math.min(block.firstColumn + values.length, endColumn(range));
    for (let column = Math.max(block.firstColumn, range.firstColumn); column < lastColumn; column += 1) {
      const cell = cellAsRead(values[column - block.firstColumn]);
      if (cell === null) continue;
      const target = into[row - range.firstRow] ?? [];
      target[column - range.firstColumn] = cell;
      into[row - range.firstRow] = target;
    }
  }
}
