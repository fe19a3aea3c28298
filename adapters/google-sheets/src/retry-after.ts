/**
 * How long a Retry-After asks to wait, in milliseconds; `undefined` when there is none. A date counts from the answer's
 * own date, so that a clock of ours that is wrong does not matter; `now` is used when it has none.
 */
export function retryAfter(headers: unknown, now: number): number | undefined {
  if (!areHeaders(headers)) return undefined;
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  return Number.isNaN(until) ? undefined : Math.max(0, until - answeredAt(headers, now));
}

/** Those of the client are not the runtime's, but of a class of their own. */
function areHeaders(value: unknown): value is Pick<Headers, 'get'> {
  return typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';
}

function answeredAt(headers: Pick<Headers, 'get'>, now: number): number {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? now : date;
}
