import type { LeaseHeld } from '../ports/lease.js';
import type { StoreError } from '../ports/store-error.js';
import { runProblem } from '../sync/run-problem.js';
import type { SyncProblem } from '../sync/sync-run.js';
import type { SyncError } from '../sync/sync-session.js';
import type { Dependencies } from './dependencies.js';

/** `sync_failed`: Google or the spreadsheet said no; the problem names the remedy. `lease_held`: a sync or a verification is at it, here or elsewhere. */
export type SpreadsheetError =
  | StoreError
  | LeaseHeld
  | { readonly type: 'sync_failed'; readonly problem: SyncProblem };

export function toSpreadsheetError(
  deps: Pick<Dependencies, 'sheets' | 'clock'>,
  error: SyncError | LeaseHeld | StoreError,
): SpreadsheetError {
  switch (error.type) {
    case 'lease_held':
    case 'store_unavailable':
    case 'store_full':
    case 'store_corrupt':
      return error;
    default:
      return { type: 'sync_failed', problem: runProblem(deps, error, undefined) };
  }
}
