/** Milliseconds. Of the driver's patience with a silent connection, 20 s by default, this leaves all but a little. */
const LONG = 1_000;
const SHORT = 250;

/**
 * How many updates the next commands hold, where the last ones held `size` and took so long. Begins at one, so that no
 * server is too slow for it, and is soon at the most where they are quick.
 */
export function nextSize(size: number, tookMs: number, most: number): number {
  if (tookMs > LONG) return Math.max(1, Math.floor(size / 4));
  if (tookMs < SHORT) return Math.min(most, size * 2);
  return size;
}
