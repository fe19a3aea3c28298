/**
 * JSON that is the same for the same content: keys in one order, no white space, `undefined` left out. For JSON data
 * that has been checked: nesting is followed as deep as it goes. It is on the path of every submission, so the writing
 * is left to the runtime, which is several times as fast as putting texts together here.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOneOrder(value));
}

function inOneOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOneOrder);
  const fields = value as Readonly<Record<string, unknown>>;
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(fields).sort()) addField(ordered, key, inOneOrder(fields[key]));
  return ordered;
}

/** Assigning to `__proto__` would set the prototype instead of a field. */
function addField(fields: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') fields[key] = value;
  else Object.defineProperty(fields, key, { value, enumerable: true });
}
