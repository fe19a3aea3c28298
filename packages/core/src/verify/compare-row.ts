import type { Cell, ReadCell } from '../ports/sheets-port.js';
import { serialNumber, shownDateTime } from '../tabs/serial-number.js';
import type { SheetRow } from '../tabs/sheet-row.js';
import type { TabLayout } from '../tabs/tab-layout.js';

/** A managed cell that does not hold what it should; values as people see them. */
export interface CellDifference {
  readonly column: string;
  readonly expected: ReadCell;
  readonly found: ReadCell;
}

/** Longest text shown of a cell. */
const SHOWN_CHARACTERS = 200;

/** A millisecond, in days. */
const MILLISECOND = 1 / 86_400_000;

/** Compares what a row should hold with its managed cells as read, both in the layout's order. */
export function compareRow(
  layout: TabLayout,
  row: SheetRow,
  found: readonly ReadCell[],
  timeZone: string,
): CellDifference[] {
  return layout.columns.flatMap(({ header, format }, index): CellDifference[] => {
    const expected = asRead(row.cells[index] ?? null, timeZone);
    const there = found[index] ?? null;
    if (isSame(expected, there, format === 'date_time')) return [];
    return [{ column: header, expected: shown(expected, format), found: shown(there, format) }];
  });
}

/** What a cell is read as once it was written. An empty text leaves the cell empty. */
function asRead(cell: Cell, timeZone: string): ReadCell {
  if (cell === '') return null;
  return typeof cell === 'object' && cell !== null ? serialNumber(cell.instant, timeZone) : cell;
}

/** Times agree to the millisecond; other numbers to the 15 digits that a spreadsheet keeps. Text is compared exactly. */
function isSame(expected: ReadCell, found: ReadCell, isTime: boolean): boolean {
  if (typeof expected === 'number' && typeof found === 'number') {
    const tolerance = isTime ? MILLISECOND : Math.abs(expected) * 1e-14;
    return Math.abs(expected - found) <= tolerance;
  }
  return expected === (found === '' ? null : found);
}

function shown(cell: ReadCell, format: string): ReadCell {
  if (typeof cell === 'number' && format === 'date_time') return shownDateTime(cell);
  if (typeof cell !== 'string' || cell.length <= SHOWN_CHARACTERS) return cell === '' ? null : cell;
  return `${cell.slice(0, SHOWN_CHARACTERS)}…`;
}
