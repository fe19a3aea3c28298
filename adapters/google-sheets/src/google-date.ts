/** How many errors that wrap one another are looked into. */
const DEEPEST = 8;

/** What the `Date` header of an answer says, in epoch milliseconds; `undefined` without one that can be read. */
export function dateOf(headers: unknown): number | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined;
  // Of this runtime's own kind or of a library's, which is none of its instances; or a plain object.
  const said = hasGet(headers) ? headers.get('date') : Reflect.get(headers, 'date');
  const at = typeof said === 'string' ? Date.parse(said) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

function hasGet(headers: object): headers is Pick<Headers, 'get'> {
  return 'get' in headers && typeof headers.get === 'function';
}

/** The same of an answer that was a refusal, which libraries throw, wrapped in errors of theirs. */
export function dateOfRefusal(thrown: unknown): number | undefined {
  let link: unknown = thrown;
  for (let depth = 0; depth < DEEPEST && typeof link === 'object' && link !== null; depth += 1) {
    const response: unknown = Reflect.get(link, 'response');
    if (typeof response === 'object' && response !== null) {
      const at = dateOf(Reflect.get(response, 'headers'));
      if (at !== undefined) return at;
    }
    link = Reflect.get(link, 'cause');
  }
  return undefined;
}
