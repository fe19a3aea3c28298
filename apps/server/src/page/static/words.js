const numbers = new Intl.NumberFormat(undefined);

/** 12,345 */
export const count = (value) => numbers.format(value ?? 0);

/** 12 responses, 1 response */
export const countOf = (value, one, many) => `${count(value)} ${value === 1 ? one : many}`;

/** 340 ms, 1.2 s, 3 min, 2 h, 4 days */
export function duration(ms) {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`;
  return span(ms);
}

/** 0 s, 12 s, 3 min, 2 h, 4 days: for what grows while one looks at it. */
export function span(ms) {
  if (ms < 60_000) return `${Math.max(0, Math.floor(ms / 1_000))} s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min`;
  if (ms < 172_800_000) return `${Math.floor(ms / 3_600_000)} h`;
  return `${Math.floor(ms / 86_400_000)} days`;
}

/** `now` or `12 s ago`, of an ISO time. */
export function ago(iso) {
  const ms = Date.now() - Date.parse(iso);
  return ms < 2_000 ? 'just now' : `${span(ms)} ago`;
}

/** `in 12 s`, or `now` for what is due. */
export function until(iso) {
  const ms = Date.parse(iso) - Date.now();
  return ms < 1_000 ? 'now' : `in ${span(ms)}`;
}

/** Date and time as people of this browser write them. */
export const dateTime = (iso) =>
  new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** Hours and minutes, as people of this browser write them. */
export const clockTime = (ms) =>
  new Date(ms).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
