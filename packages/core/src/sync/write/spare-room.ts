import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import type { SyncError, SyncSession } from '../sync-session.js';

/** How generously tabs are made and enlarged; for one run. */
export interface Room {
  /** The spreadsheet is full but for a little: nothing is made larger than it must be. */
  tight: boolean;
}

/** Rows a tab is enlarged by beyond what is needed: people find room below, and not every batch has to enlarge it. */
const SPARE_ROWS = 200;

/** Rows a new tab begins with: what Google gives a new sheet. */
const NEW_TAB_ROWS = 1_000;

/** The header, which is frozen, and the one row that Google wants below it. */
const LEAST_TAB_ROWS = 2;

export function spareRows({ tight }: Room): number {
  return tight ? 0 : SPARE_ROWS;
}

export function newTabRows({ tight }: Room): number {
  return tight ? LEAST_TAB_ROWS : NEW_TAB_ROWS;
}

/** A batch did not fit: it is planned again without room to spare. When it had none, the error stays one. */
export function planTighter({ room }: SyncSession, error: SyncError): ResultAsync<'refused', SyncError> {
  if (error.type !== 'cell_limit_reached' || room.tight) return errAsync(error);
  room.tight = true;
  return okAsync('refused' as const);
}
