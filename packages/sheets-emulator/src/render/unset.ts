/** A value without its fields that are `undefined`; `undefined` itself when nothing is left and `keepEmpty` is not set. */
export const withoutUnset = <T extends object>(value: T): T => {
  // A loop: of all that the emulator does, this is done most often.
  const kept: Partial<T> = {};
  for (const name in value) if (value[name] !== undefined) kept[name] = value[name];
  return kept as T;
};

/** A list as it is answered: left out when it is empty. */
export const listOrNothing = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length === 0 ? undefined : list;
