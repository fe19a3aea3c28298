import type { Slot } from '../cells/cell.ts';
import { insertInto, moveSpan } from './move-span.ts';
import { type LineProperties, Row } from './row.ts';
import type { UndoLog } from './undo-log.ts';

/**
 * The cells of one tab. Rows are kept one by one, shared until they change: the first change of a row in a transaction
 * copies it and remembers the old one, so that a transaction over a few rows of a million costs a few rows. Rows at the
 * end that hold nothing are not kept at all.
 *
 * Every method that changes anything adds its undo step to `log`, which is set while a transaction is open.
 */
export class Grid {
  log: UndoLog | undefined;
  /** Set once a formula was put anywhere: without one, nobody needs to look for formulas. */
  mayHaveFormulas = false;
  #rows: (Row | undefined)[] = [];
  #columns: (LineProperties | undefined)[] = [];
  #rowCount: number;
  #columnCount: number;

  constructor(rowCount: number, columnCount: number) {
    this.#rowCount = rowCount;
    this.#columnCount = columnCount;
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  get columnCount(): number {
    return this.#columnCount;
  }

  /** One more than the last row that holds anything. */
  get usedRows(): number {
    return this.#rows.length;
  }

  row(index: number): Row | undefined {
    return this.#rows[index];
  }

  slot(row: number, column: number): Slot {
    return this.#rows[row]?.cells[column];
  }

  column(index: number): LineProperties | undefined {
    return this.#columns[index];
  }

  put(row: number, column: number, slot: Slot): void {
    if (slot === undefined && this.slot(row, column) === undefined) return;
    if (typeof slot === 'object' && slot.formula !== undefined) this.mayHaveFormulas = true;
    this.#own(row).put(column, slot);
  }

  /** Replaces a whole row's cells. */
  putRow(index: number, slots: readonly Slot[]): void {
    let length = slots.length;
    while (length > 0 && slots[length - 1] === undefined) length -= 1;
    this.mayHaveFormulas ||= slots.some((slot) => typeof slot === 'object' && slot.formula !== undefined);
    // A slice is no longer than it needs to be, where an array that grew has room to spare: a million times.
    this.#own(index).cells = slots.slice(0, length);
  }

  setRowProperties(index: number, properties: LineProperties | undefined): void {
    if (this.#rows[index]?.properties === properties) return;
    this.#own(index).properties = properties;
  }

  setColumnProperties(index: number, properties: LineProperties | undefined): void {
    const columns = this.#columns;
    const before = columns.slice();
    while (columns.length <= index) columns.push(undefined);
    columns[index] = properties;
    this.log?.add(() => {
      this.#columns = before;
    });
  }

  /** Sets the size. What lies outside it afterwards is gone. */
  resize(rowCount: number, columnCount: number): void {
    if (columnCount < this.#columnCount) this.deleteColumns(columnCount, this.#columnCount - columnCount);
    if (rowCount < this.#rowCount) this.deleteRows(rowCount, this.#rowCount - rowCount);
    const before = [this.#rowCount, this.#columnCount] as const;
    this.log?.add(() => {
      [this.#rowCount, this.#columnCount] = before;
    });
    this.#rowCount = rowCount;
    this.#columnCount = columnCount;
  }

  insertRows(at: number, count: number): void {
    const within = at < this.#rows.length;
    if (within) insertInto(this.#rows, at, new Array<undefined>(count).fill(undefined));
    this.#rowCount += count;
    this.log?.add(() => {
      this.#rowCount -= count;
      if (within) this.#rows.splice(at, count);
    });
  }

  deleteRows(at: number, count: number): void {
    const removed = this.#rows.splice(at, count);
    this.#rowCount -= count;
    const before = this.#trimRows();
    this.log?.add(() => {
      this.#rowCount += count;
      while (this.#rows.length < before) this.#rows.push(undefined);
      if (removed.length > 0) insertInto(this.#rows, at, removed);
    });
  }

  /** Moves rows to before the row that is now at `to`, which lies outside of them. */
  moveRows(from: number, count: number, to: number): void {
    const used = this.#rows.length;
    while (this.#rows.length < Math.max(from + count, to)) this.#rows.push(undefined);
    const target = moveSpan(this.#rows, from, count, to);
    const full = this.#rows.length;
    this.#trimRows();
    this.log?.add(() => {
      while (this.#rows.length < full) this.#rows.push(undefined);
      moveSpan(this.#rows, target, count, target < from ? from + count : from);
      this.#rows.length = used;
    });
  }

  insertColumns(at: number, count: number): void {
    this.#changeColumns((cells) => {
      if (at < cells.length) cells.splice(at, 0, ...new Array<undefined>(count).fill(undefined));
    });
    this.#setColumnCount(this.#columnCount + count);
  }

  deleteColumns(at: number, count: number): void {
    this.#changeColumns((cells) => {
      cells.splice(at, count);
    });
    this.#setColumnCount(this.#columnCount - count);
  }

  /** Moves columns to before the column that is now at `to`, which lies outside of them. */
  moveColumns(from: number, count: number, to: number): void {
    this.#changeColumns((cells) => {
      while (cells.length < Math.max(from + count, to)) cells.push(undefined);
      moveSpan(cells, from, count, to);
    });
  }

  /** Puts rows in a new order: row `start + i` becomes what row `order[i]` was. */
  reorderRows(start: number, order: readonly number[]): void {
    const before = this.#rows.slice(start, start + order.length);
    const used = this.#rows.length;
    while (this.#rows.length < start + order.length) this.#rows.push(undefined);
    order.forEach((from, i) => {
      this.#rows[start + i] = before[from - start];
    });
    this.#trimRows();
    this.log?.add(() => {
      while (this.#rows.length < used) this.#rows.push(undefined);
      before.forEach((row, i) => {
        this.#rows[start + i] = row;
      });
      this.#rows.length = used;
    });
  }

  /** Another grid with the same contents. */
  copy(): Grid {
    const copy = new Grid(this.#rowCount, this.#columnCount);
    copy.#rows = this.#rows.map((row) => row?.copy(undefined));
    copy.#columns = this.#columns.slice();
    copy.mayHaveFormulas = this.mayHaveFormulas;
    return copy;
  }

  #own(index: number): Row {
    const rows = this.#rows;
    const row = rows[index];
    const { log } = this;
    if (row !== undefined && (log === undefined || row.owner === log)) return row;
    const length = rows.length;
    while (rows.length <= index) rows.push(undefined);
    const own = row === undefined ? new Row([], undefined, log) : row.copy(log);
    rows[index] = own;
    log?.add(() => {
      rows[index] = row;
      rows.length = length;
    });
    return own;
  }

  #changeColumns(change: (cells: (Slot | LineProperties)[]) => void): void {
    const { log } = this;
    const columnsBefore = this.#columns;
    const rowsBefore = this.#rows;
    this.#columns = columnsBefore.slice();
    change(this.#columns);
    this.#rows = rowsBefore.map((row) => {
      if (row === undefined) return undefined;
      const copy = row.copy(log);
      change(copy.cells);
      copy.trim();
      return copy;
    });
    log?.add(() => {
      this.#columns = columnsBefore;
      this.#rows = rowsBefore;
    });
  }

  #setColumnCount(count: number): void {
    const before = this.#columnCount;
    this.#columnCount = count;
    this.log?.add(() => {
      this.#columnCount = before;
    });
  }

  #trimRows(): number {
    const length = this.#rows.length;
    while (this.#rows.length > 0 && this.#rows[this.#rows.length - 1] === undefined) this.#rows.pop();
    return length;
  }
}
