import type { Row } from './columns.js';
import type { Connection } from './connection.js';
import { type Steps, slices } from './steps.js';

/** The rows that a statement finds for each of the values, each value once; unknown ones are passed over. */
export function* findEach<T>(
  { sql }: Connection,
  query: string,
  values: readonly string[],
  read: (row: Row) => T,
): Steps<T[]> {
  const found: T[] = [];
  for (const slice of slices([...new Set(values)])) {
    for (const value of slice) for (const row of sql(query).all(value)) found.push(read(row));
    yield;
  }
  return found;
}
