import type { SQLOutputValue } from 'node:sqlite';

export type Row = Record<string, SQLOutputValue>;

/** Columns as what the schema says they are. Another type is a bug of ours or a damaged file, and throws. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw wrongType(column, 'text', value);
  return value;
}

export function optionalText(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : text(row, column);
}

export function int(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw wrongType(column, 'a number', value);
  return value;
}

export function optionalInt(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : int(row, column);
}

/** A column that holds JSON which we wrote ourselves. */
export function json<T>(row: Row, column: string): T {
  return JSON.parse(text(row, column));
}

/** Epoch milliseconds as ISO. */
export function instant(row: Row, column: string): string {
  return new Date(int(row, column)).toISOString();
}

function wrongType(column: string, wanted: string, value: unknown): TypeError {
  return new TypeError(`column ${column} should hold ${wanted} and holds ${typeof value}`);
}
