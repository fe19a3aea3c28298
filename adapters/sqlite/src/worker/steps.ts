/**
 * Work in short steps. Inserts queue behind whatever the thread is doing, so long work yields every few milliseconds.
 * At each `yield` no transaction and no statement is open, and other calls may go first.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Rows written, or documents read, in one step: a few milliseconds' worth. */
export const STEP_SIZE = 500;

/** `items` in order, in pieces of at most `size`. */
export function* slices<T>(items: readonly T[], size: number = STEP_SIZE): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
