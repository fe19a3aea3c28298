/**
 * A document with every field there: what is not known is `null` instead of missing, so that clients see the whole
 * shape in any answer. For documents that people read, not for the path of a submission.
 */
export function present(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(present);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, present(item)]));
}
