/** Milliseconds; samples that are closer become one that says the worst of them, as the service does. */
const APART = 10_000;
const MOST = 1_440;

let samples = [];

/** Takes over what the service remembers; what was seen since stays. */
export function rememberAll(earlier) {
  const end = earlier.at(-1)?.at ?? 0;
  samples = [...earlier, ...samples.filter(({ at }) => at >= end + APART)].slice(-MOST);
}

/** What a status says of this moment. */
export function rememberNow({ pending, oldest_pending_since: since }, at = Date.now()) {
  const age = since === null ? 0 : Math.max(0, at - Date.parse(since));
  const last = samples.at(-1);
  if (last !== undefined && at - last.at < APART) {
    last.waiting = Math.max(last.waiting, pending.total);
    last.oldest_age_ms = Math.max(last.oldest_age_ms, age);
  } else samples = [...samples, { at, waiting: pending.total, oldest_age_ms: age }].slice(-MOST);
}

/** Oldest first: `{ at, waiting, oldest_age_ms }`. */
export const remembered = () => samples;
