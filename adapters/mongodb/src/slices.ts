/** Documents asked for, inserted or marked by one command. */
export const SLICE = 1_000;

/**
 * Different updates in one command, at most. FerretDB 1 keeps a connection to its own database for each of them until the
 * command ends, has a hundred, and waits for ever for one more.
 */
export const UPDATES_OF_COMMAND = 50;

/** Update commands under way at a time. */
export const COMMANDS_AT_ONCE = 4;

export function* slices<T>(all: readonly T[], size: number = SLICE): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}

export function unique<T>(all: readonly T[]): T[] {
  return [...new Set(all)];
}
