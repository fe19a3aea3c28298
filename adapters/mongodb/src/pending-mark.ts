import type { UpdateFilter } from 'mongodb';
import type { Tracked } from './documents.js';

const BEGINNING = new Date(0);

/** For a filter: those that wait. An index of `pending_since` answers it without looking at any other. */
export const WAITING = { pending_since: { $gt: BEGINNING } };

/** For a filter: those that do not. */
export const SETTLED = { pending_since: { $exists: false } };

/** What a document that begins to wait as it is made carries. */
export function newlyPending(now: Date): { version: number; pending_since: Date } {
  return { version: 1, pending_since: now };
}

/**
 * Raises a document's version and makes it pending, in one atomic step: `$min` sets the time where there is none, and
 * leaves the place in the queue of one that waits already.
 */
export function raise(now: Date) {
  return { $inc: { version: 1 }, $min: { pending_since: now } } satisfies UpdateFilter<Tracked>;
}

/** Takes a document off the list. */
export const SETTLE = { $unset: { pending_since: '' } } as const;
