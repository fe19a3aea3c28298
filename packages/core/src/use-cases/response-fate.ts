import type { SyncProblem } from '../sync/sync-run.js';

/**
 * Where a response is on its way into the spreadsheet.
 * - `unknown`: no such response is stored.
 * - `pending`: stored, and the next sync writes it.
 * - `in_flight`: in a batch that was sent, or is about to be, and whose outcome is not known yet.
 * - `in_sheet`: in the spreadsheet, as far as we know; `verify` looks.
 * - `set_aside`: owed to a tab that a person must mend first.
 * - `gone`: it was in the spreadsheet, and people have deleted its row; `verify` with `repair` brings it back.
 */
export type ResponseState = 'unknown' | 'pending' | 'in_flight' | 'in_sheet' | 'set_aside' | 'gone';

/** A cell whose text is longer than a cell may be; the store has it whole. */
export interface CutCell {
  readonly column: string;
  /** Length of the whole text, in UTF-16 code units. */
  readonly characters: number;
}

export interface ResponseFate {
  readonly response_id: string;
  readonly state: ResponseState;
  /** ISO: since when it is pending, in flight, written, or its tab set aside; absent when nobody knows. */
  readonly since?: string;
  /** Where it was last seen: row number as people see it, the header's being 1. */
  readonly row?: number;
  /** Why it is set aside, or why syncing stands still while it is pending. */
  readonly problem?: SyncProblem;
  readonly cut_cells: readonly CutCell[];
}
