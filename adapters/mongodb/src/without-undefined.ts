/** `T` whose fields may be left out, but not be `undefined`. */
export type Defined<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };

/** Without the fields that are `undefined`, which the driver would store as null. */
export function withoutUndefined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
