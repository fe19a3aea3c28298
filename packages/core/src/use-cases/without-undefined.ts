/** The same without fields that are explicitly `undefined`: no store keeps them apart from fields that are missing. */
export function withoutUndefined<T extends object>(value: T): T {
  if (!Object.values(value).includes(undefined)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
