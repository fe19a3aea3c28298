/** JSON for scripts: every field is there, what is not known is `null`, and the order of fields is ours. */
export function toJson(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) => (value === undefined ? null : value), 2);
}
