import type { Cell } from '../../ports/sheets-port.js';
import type { RowChange } from './row-change.js';

/** Google advises at most 2 MB a request; a little is left for what surrounds the rows. */
export const MAX_BATCH_BYTES = 1_900_000;

/** Most rows of one batch, so that planning stays short and Google's 180 s are never near. */
export const MAX_BATCH_ROWS = 10_000;

/** What a cell costs as JSON besides its text: `{"userEnteredValue":{"stringValue":""}},`. */
const CELL_OVERHEAD = 42;

/** What a cell without a value costs: `{},`. */
const BLANK_CELL = 3;

/** What a new row costs besides its cells: new rows go in one block. */
const ADDED_ROW_OVERHEAD = 16;

/** What a row in its old place costs besides its cells: its own request with its own start, and a range to read back. */
const PLACED_ROW_OVERHEAD = 200;

/** What blanking a row or erasing its key costs at most. */
const REMOVAL_BYTES = 1_000;

/** The first changes that fit one batch; at least one, so that every batch makes headway. */
export function cutToBudget(changes: readonly RowChange[]): readonly RowChange[] {
  let bytes = 0;
  for (const [index, change] of changes.entries()) {
    bytes += changeBytes(change);
    if (index > 0 && (bytes > MAX_BATCH_BYTES || index >= MAX_BATCH_ROWS)) return changes.slice(0, index);
  }
  return changes;
}

/** Upper bound of what a change adds to a batch, as JSON. */
export function changeBytes(change: RowChange): number {
  if ('entry' in change) return REMOVAL_BYTES;
  const cells = change.row.cells.reduce((sum: number, cell) => sum + cellBytes(cell), 0);
  const overhead = change.type === 'add' ? ADDED_ROW_OVERHEAD : PLACED_ROW_OVERHEAD;
  return overhead + cells + CELL_OVERHEAD + textBytes(change.row.key);
}

function cellBytes(cell: Cell): number {
  if (cell === null) return BLANK_CELL;
  return CELL_OVERHEAD + (typeof cell === 'string' ? textBytes(cell) : 20);
}

/** Upper bound of a text's bytes as JSON in UTF-8: escapes cost up to six, other characters up to three each. */
function textBytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20) bytes += 6;
    else if (code === 0x22 || code === 0x5c) bytes += 2;
    else bytes += code < 0x80 ? 1 : 3;
  }
  return bytes;
}
