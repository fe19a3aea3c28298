import { digest } from '../digest.js';
import type { Cell } from '../ports/sheets-port.js';
import { fitCell, MAX_CELL_CHARACTERS } from './fit-cell.js';
import type { TabName } from './tab-name.js';

/** What one row of ours should hold. */
export interface SheetRow {
  readonly tab: TabName;
  readonly key: string;
  /** Whom the row is about: see {@link LedgerEntry.owner}. */
  readonly owner: string;
  readonly course: string | undefined;
  /** One per column of the tab's layout, in its order; text already cut to what a cell holds. */
  readonly cells: readonly Cell[];
  /** Those of them that were cut; absent when none was, as in nearly every row. */
  readonly cut?: readonly CutText[];
}

/** Text that is too long for a cell. */
export interface CutText {
  /** Place among the row's cells. */
  readonly column: number;
  /** Length of the whole text, in UTF-16 code units. */
  readonly characters: number;
}

/** Finishes a row: cuts cells that are too long, with a mark. */
export function sheetRow(
  tab: TabName,
  key: string,
  about: { owner: string; course?: string | undefined },
  cells: readonly (Cell | undefined)[],
): SheetRow {
  const cut = cutTexts(cells);
  return {
    tab,
    key,
    owner: about.owner,
    course: about.course,
    cells: cells.map((cell) => fitCell(cell ?? null)),
    ...(cut.length === 0 ? {} : { cut }),
  };
}

function cutTexts(cells: readonly (Cell | undefined)[]): CutText[] {
  return cells.flatMap((cell, column) =>
    typeof cell === 'string' && cell.length > MAX_CELL_CHARACTERS
      ? [{ column, characters: cell.length }]
      : [],
  );
}

/** Digest of what a row's cells hold once written: the same instant is another cell value in another time zone. */
export function rowHash(row: SheetRow, timeZone: string): string {
  const hasInstant = row.cells.some((cell) => typeof cell === 'object' && cell !== null);
  return digest(JSON.stringify(hasInstant ? [timeZone, row.cells] : row.cells));
}

/** A row key made of two ids, unambiguous whatever characters they hold, and plain for plain ids: `u1/algebra`. */
export function pairKey(first: string, second: string): string {
  return `${encodeURIComponent(first)}/${encodeURIComponent(second)}`;
}
