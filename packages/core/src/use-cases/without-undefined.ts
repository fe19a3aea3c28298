/** A copy without the fields that are explicitly `undefined`: no store keeps them apart from fields that are missing. */
export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
