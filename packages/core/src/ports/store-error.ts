/**
 * Why a store could not do what it was asked; the same for all its repositories, since callers treat them alike:
 * nothing was changed (or, for an insert whose answer was lost, repeating it is safe).
 */
export type StoreError =
  /** Cannot be reached or is locked for too long: try again later. */
  | { type: 'store_unavailable'; message: string; cause?: unknown }
  /** Disk full or read-only: needs an operator. */
  | { type: 'store_full'; message: string; cause?: unknown }
  /** The data is not what this version can read: needs an operator. */
  | { type: 'store_corrupt'; message: string; cause?: unknown };

/** The lease this work was done under is somebody else's by now: stop, and write nothing. */
export type FenceLost = { type: 'fence_lost'; message: string };
