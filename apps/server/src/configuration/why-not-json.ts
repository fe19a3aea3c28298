const PLACE = /at position \d+(?: \(line \d+ column \d+\))?/;

/**
 * Why a file cannot be read as JSON, for people. Without the parser's own words: those quote the file, which may be, or
 * may have been taken for, a key.
 */
export function whyNotJson(cause: unknown): string {
  if (!(cause instanceof SyntaxError)) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return `cannot be read: ${reason}`;
  }
  const place = PLACE.exec(cause.message)?.[0];
  return place === undefined ? 'is not JSON' : `is not JSON: it goes wrong ${place}`;
}
