const MINUTE = 60_000;

/** The most of these moments (milliseconds, in any order) that lie within any one minute. */
export function mostInAMinute(moments: readonly number[]): number {
  const sorted = [...moments].sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [index, moment] of sorted.entries()) {
    while (moment - (sorted[first] ?? moment) >= MINUTE) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
