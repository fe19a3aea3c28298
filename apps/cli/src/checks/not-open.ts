import type { Failure } from '../failure.js';

/** What a store rejects with that cannot be opened: an Error of one line. */
export function notOpen(cause: unknown): Failure {
  return { type: 'store_not_open', message: cause instanceof Error ? cause.message : String(cause) };
}
