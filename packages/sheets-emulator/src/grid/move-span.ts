/** So many arguments a call surely takes. */
const FEW = 10_000;

/** Puts `items` into a list before `at`, without the argument limit that `splice(...items)` has. */
export const insertInto = <T>(list: T[], at: number, items: readonly T[]): void => {
  const { length } = list;
  const count = items.length;
  if (count <= FEW) {
    list.splice(at, 0, ...items);
    return;
  }
  if (at > length) {
    throw new RangeError('insertInto: beyond the end of the list');
  }
  for (let i = 0; i < count; i++) list.push(items[i] as T);
  list.copyWithin(at + count, at, length);
  for (let i = 0; i < count; i++) list[at + i] = items[i] as T;
};

/**
 * Moves `count` items that start at `from` to before the item that is now at `to`. `to` is an index before the move, and
 * lies outside the moved span. Returns where the span starts afterwards.
 */
export const moveSpan = <T>(list: T[], from: number, count: number, to: number): number => {
  const span = list.splice(from, count);
  const target = to > from ? to - count : to;
  insertInto(list, target, span);
  return target;
};
