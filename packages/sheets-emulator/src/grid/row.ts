import type { Slot } from '../cells/cell.ts';

/** What a row or a column carries beside its cells. Never changed in place. */
export interface LineProperties {
  /** Pixels, when it was set; otherwise the default of the dimension holds. */
  readonly pixelSize?: number | undefined;
  readonly hiddenByUser?: boolean | undefined;
}

/**
 * One row: its cells up to the last one in use, and what the row itself carries. A row may be changed in place only by
 * the transaction that owns it; any other takes a copy first (see `Grid`).
 */
export class Row {
  cells: Slot[];
  properties: LineProperties | undefined;
  owner: object | undefined;

  constructor(cells: Slot[], properties: LineProperties | undefined, owner: object | undefined) {
    this.cells = cells;
    this.properties = properties;
    this.owner = owner;
  }

  copy(owner: object | undefined): Row {
    return new Row(this.cells.slice(), this.properties, owner);
  }

  /** Puts a slot, keeping the array dense (no holes) and as short as its last cell in use. */
  put(column: number, slot: Slot): void {
    const { cells } = this;
    if (column < cells.length) {
      cells[column] = slot;
      if (slot === undefined) this.trim();
      return;
    }
    if (slot === undefined) return;
    while (cells.length < column) cells.push(undefined);
    cells.push(slot);
  }

  trim(): void {
    const { cells } = this;
    while (cells.length > 0 && cells[cells.length - 1] === undefined) cells.pop();
  }
}
