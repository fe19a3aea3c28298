import type { CellUse } from '../cells/cell-use.js';
import type { LeaseHolder } from '../ports/lease.js';
import type { PendingCount } from '../ports/pending-changes.js';
import type { RunProgress, SyncProblem, TabProblem } from '../sync/sync-run.js';
import type { TabName } from '../tabs/tab-name.js';
import type { RevisionReport } from './revision-trust.js';

/** In one word: nothing waits; something waits; a run is on; a person must act; syncing is switched off. */
export type SyncStateName = 'in_sync' | 'pending' | 'syncing' | 'failing' | 'blocked' | 'disabled';

/**
 * The state of the sync, as CLI, page and HTTP all show it. Times are ISO, durations milliseconds. All but
 * `next_attempt_at` (also in the summary), `is_running` and, while it looks whether there is anything to do, `state` is told from the store, alike by all instances on it.
 */
export interface SyncStatus extends RevisionReport {
  readonly state: SyncStateName;
  /** One line for people: `in sync`, `3 waiting since 12 s`, `blocked: …`. */
  readonly summary: string;
  readonly target: string;
  readonly spreadsheet_url: string | undefined;
  /** The account to share the spreadsheet with. */
  readonly account: string | undefined;
  readonly pending: PendingCount['byKind'] & { readonly total: number };
  readonly oldest_pending_since: string | undefined;
  readonly oldest_pending_age_ms: number | undefined;
  /** Of a run on several batches, in changes; `since` is when it began. */
  readonly progress: (RunProgress & { readonly since: string | undefined }) | undefined;
  readonly last_success_at: string | undefined;
  readonly last_error: SyncProblem | undefined;
  /** By the scheduler of the instance that answers; instances that share one through Redis all say the same. */
  readonly next_attempt_at: string | undefined;
  readonly tabs: readonly TabStatus[];
  /** How full the spreadsheet is and when it will be; `undefined` until it was looked at. */
  readonly cells: CellUse | undefined;
  /** Rows with text that was cut since it is too long for a cell; see `cutCells`. Beyond 200 of them it stays at that. */
  readonly cut_rows: number;
  readonly lease: LeaseHolder | undefined;
  readonly submissions: number;
  readonly responses: number;
  /** The scheduler of the instance that answers takes requests. From here on, names that clients of earlier systems read. */
  readonly is_running: boolean;
  /** A run is on, here or in another instance. */
  readonly sync_in_progress: boolean;
  readonly sync_enabled: boolean;
  /** Of the last success. */
  readonly last_sync_time: string | undefined;
  readonly statistics: {
    readonly total_syncs: number;
    readonly successful_syncs: number;
    readonly failed_syncs: number;
    /** In seconds, as earlier systems had it. */
    readonly last_sync_duration: number | undefined;
  };
}

export interface TabStatus {
  readonly tab: TabName;
  readonly title: string;
  /** Rows of ours in the sheet, by our memory. */
  readonly rows: number;
  readonly problem: TabProblem | undefined;
}
