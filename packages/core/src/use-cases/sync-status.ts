import type { CellUse } from '../cells/cell-use.js';
import type { LeaseHolder } from '../ports/lease.js';
import type { PendingCount } from '../ports/pending-changes.js';
import type { QuotaHit } from '../ports/sheets-port.js';
import type { Verification } from '../ports/sync-state-repo.js';
import type { RunProgress, SyncProblem, SyncRun, TabProblem } from '../sync/sync-run.js';
import type { TabName } from '../tabs/tab-name.js';
import type { RevisionReport } from './revision-trust.js';

/** In one word: nothing waits; something waits; a run is on; a person must act; syncing is switched off. */
export type SyncStateName = 'in_sync' | 'pending' | 'syncing' | 'failing' | 'blocked' | 'disabled';

/**
 * The state of the sync, as CLI, page and HTTP all show it. Times are ISO, durations milliseconds. It is told from the
 * store, and of the next attempt from what schedulers share: alike by all instances that are configured alike. Of the
 * process that answers are `is_running` alone and, where each instance has timers of its own, `next_attempt_at` (also in
 * the summary). Ages are reckoned when somebody asks.
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
  readonly last_error: (SyncProblem & CodeMeaning) | undefined;
  /** Of all instances that share a scheduler through Redis; of timers, that of the instance that answers. */
  readonly next_attempt_at: string | undefined;
  readonly tabs: readonly TabStatus[];
  /** How full the spreadsheet is and when it will be; `undefined` until it was looked at. */
  readonly cells: CellUse | undefined;
  readonly quota: QuotaStatus;
  readonly set_aside: SetAside;
  /** What the last comparison of all rows found; `undefined`: there was none yet. */
  readonly last_verification: Verification | undefined;
  /** Rows with text that was cut since it is too long for a cell; see `cutCells`. Beyond 200 of them it stays at that. */
  readonly cut_rows: number;
  readonly lease: LeaseHolder | undefined;
  readonly submissions: number;
  readonly responses: number;
  /** The last 50 and those not ended, newest first. */
  readonly runs: readonly SyncRun[];
  /** The instance that answers takes requests: false only while it is ending. From here on, names that clients of earlier systems read. */
  readonly is_running: boolean;
  /** A run is on, in whichever instance. */
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

/** What the code of a problem means, by the one table of codes. */
export interface CodeMeaning {
  readonly title: string;
  /** Why it comes about. */
  readonly cause: string;
  /** What to type beside the service. */
  readonly command: string | undefined;
}

export interface TabStatus {
  readonly tab: TabName;
  readonly title: string;
  /** Rows of ours in the sheet, by our memory. */
  readonly rows: number;
  /**
   * Rows that the store calls for, those that wait included. While more waits than can be worked out for a status, every
   * row is compared again or the tab stands still: what was known last. `undefined`: nothing was yet.
   */
  readonly rows_in_store: number | undefined;
  /** When that was so, ISO; `undefined`: now, or never known. */
  readonly rows_in_store_at: string | undefined;
  /** End of the last run that wrote to the tab, ISO; `undefined`: none that is remembered. */
  readonly last_write_at: string | undefined;
  readonly problem: (TabProblem & CodeMeaning) | undefined;
}

/** Calls to Google that may be made, by the count that all instances keep together in the store. */
export interface QuotaStatus {
  /** That could be made at once: what the last call left, and what has filled up since. */
  readonly calls_left: number;
  readonly calls_at_most: number;
  /** The same as `calls_left`, not rounded; negative while calls for several spreadsheets queue for their turn. */
  readonly level: number;
  readonly calls_per_minute: number;
  /** When Google last said that a quota of its own was used up, in the runs that are remembered. */
  readonly last_hit: ({ readonly at: string } & Partial<QuotaHit>) | undefined;
}

/** What is not in the spreadsheet as it is in the store, although nothing waits for it. */
export interface SetAside {
  /** How many rows, as far as they can be counted: those owed to a tab that stands still cannot. */
  readonly rows: number;
  /** There are, or were, more rows than are counted. */
  readonly further: boolean;
  readonly reasons: readonly SetAsideReason[];
}

export interface SetAsideReason {
  readonly code: string;
  readonly tab: TabName;
  /** Of the tab, as configured. */
  readonly tab_title: string;
  /** `undefined`: not counted; all that changed in the tab since. */
  readonly rows: number | undefined;
  readonly message: string;
  readonly remedy: string;
}
