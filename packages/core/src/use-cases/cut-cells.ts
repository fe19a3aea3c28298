import type { TabName } from '../tabs/tab-name.js';

/** A cell that holds the beginning of its text and a mark; the store has the text whole. */
export interface CutCellOfRow {
  readonly tab: TabName;
  /** As configured. */
  readonly title: string;
  /** The row's key. */
  readonly key: string;
  /** Header of the cell's column. */
  readonly column: string;
  /** Length of the whole text, in UTF-16 code units. */
  readonly characters: number;
}

/** Texts that are too long for a cell of the spreadsheet. */
export interface CutCells {
  /** How many characters a cell takes. */
  readonly limit: number;
  readonly cut_cells: readonly CutCellOfRow[];
  /** True when there are, or were, more rows of the kind than are remembered. */
  readonly further: boolean;
}
