import type { ResultAsync } from 'neverthrow';
import type { CellMemory } from '../cells/cell-memory.js';
import type { SyncProblem, SyncRun, TabProblem } from '../sync/sync-run.js';
import type { TabName } from '../tabs/tab-name.js';
import type { DriftCounts } from '../verify/verify-report.js';
import type { RequeueCursor } from './pending-changes.js';
import type { StoreError } from './store-error.js';

/** What is remembered about one target from run to run. */
export interface SyncState {
  /** The revision the spreadsheet had after the last batch known to be applied; `undefined`: none yet. */
  readonly revision: string | undefined;
  /** Whether the spreadsheet was found to refuse a batch on another revision; `undefined`: never tried. */
  readonly revisionGuard: RevisionGuard | undefined;
  /** The spreadsheet's own time zone when last seen (IANA): the same instant is another serial number in another zone. */
  readonly spreadsheetTimeZone: string | undefined;
  /** Digest of the settings rows depend on (tabs, headers, time zone, topics); another one makes everything pending. */
  readonly settingsDigest: string | undefined;
  /** Set while everything is being made pending again: where that has got to. `''`: at the beginning. */
  readonly requeueCursor: RequeueCursor | undefined;
  /** How many have been made pending since it was at the beginning, about: to tell how far that is. */
  readonly requeued: number | undefined;
  /** Tabs set aside until somebody mends them. */
  readonly tabProblems: readonly TabProblem[];
  /** Why the last run failed; `undefined` after a success. */
  readonly problem: SyncProblem | undefined;
  /** How large the spreadsheet was, now and before; `undefined`: never looked at. */
  readonly cells: CellMemory | undefined;
  /** Rows with text that is too long for a cell; `undefined`: none. */
  readonly cutRows: CutRows | undefined;
  /** Rows that a scan found gone, or found and did not know: the ledger need not have just what the store calls for; `undefined`: none. */
  readonly doubtfulRows: DoubtfulRows | undefined;
  /** When a run last wrote to each tab, ISO; noted as the run ends. */
  readonly lastWrites: LastWrites;
  /** What the last comparison with the store found; `undefined`: there was none yet. */
  readonly lastVerification: Verification | undefined;
  /** The account that the last run asked Google as: an instance that has not asked yet need not know its own. `undefined`: not known. */
  readonly account: string | undefined;
  readonly lastSuccessAt: string | undefined;
  readonly lastRunAt: string | undefined;
  readonly totals: SyncTotals;
}

/** `not_honoured`: it applies a batch on whatever revision it carries, so that one which comes late is not refused. */
export type RevisionGuard = 'honoured' | 'not_honoured';

/** A row some of whose cells were cut. */
export interface CutRow {
  readonly tab: TabName;
  readonly key: string;
}

export type LastWrites = Readonly<Partial<Record<TabName, string>>>;

/** What remains of a verification. */
export interface Verification {
  /** When it ended, ISO. */
  readonly at: string;
  /** No tab differed, and every tab could be compared. */
  readonly clean: boolean;
  /** What was found was mended as well. */
  readonly repaired: boolean;
  readonly tabs: readonly VerifiedRows[];
}

export interface VerifiedRows {
  readonly tab: TabName;
  /** Rows that the store called for; `undefined` where the tab could not be compared. */
  readonly stored: number | undefined;
  readonly drift: DriftCounts;
}

export interface CutRows {
  readonly rows: readonly CutRow[];
  /** There are, or were, more than are kept. */
  readonly further: boolean;
}

export interface DoubtfulRow {
  readonly tab: TabName;
  readonly key: string;
}

export interface DoubtfulRows {
  readonly rows: readonly DoubtfulRow[];
  /** Tabs that had more of them than are kept, until a verification finds such a tab clean or mends it. */
  readonly further: readonly TabName[];
}

export interface SyncTotals {
  readonly runs: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Of the last run that ended, in milliseconds; `undefined` before the first. */
  readonly lastDurationMs: number | undefined;
}

export const INITIAL_SYNC_STATE: SyncState = {
  revision: undefined,
  revisionGuard: undefined,
  spreadsheetTimeZone: undefined,
  settingsDigest: undefined,
  requeueCursor: undefined,
  requeued: undefined,
  tabProblems: [],
  problem: undefined,
  cells: undefined,
  cutRows: undefined,
  doubtfulRows: undefined,
  lastWrites: {},
  lastVerification: undefined,
  account: undefined,
  lastSuccessAt: undefined,
  lastRunAt: undefined,
  totals: { runs: 0, succeeded: 0, failed: 0, lastDurationMs: undefined },
};

/** How many ended runs are kept. */
export const KEPT_RUNS = 50;

export interface SyncStateRepo {
  /** {@link INITIAL_SYNC_STATE} for a target never synced. */
  read(target: string): ResultAsync<SyncState, StoreError>;

  /** Replaces the named fields (an explicit `undefined` clears one), leaving the others, atomically. Only the lease's holder may. */
  patch(target: string, patch: Partial<SyncState>): ResultAsync<void, StoreError>;

  /** Adds or replaces a run; keeps the last {@link KEPT_RUNS} and those not ended. */
  saveRun(target: string, run: SyncRun): ResultAsync<void, StoreError>;

  /** Newest first. */
  runs(target: string, limit: number): ResultAsync<SyncRun[], StoreError>;

  /** `undefined` when there is none of that id (any more). */
  findRun(target: string, runId: string): ResultAsync<SyncRun | undefined, StoreError>;

  /** The target the store's pending changes are relative to; `undefined` before the first sync. */
  currentTarget(): ResultAsync<string | undefined, StoreError>;

  /**
   * Makes a spreadsheet the current one. When another was current before, everything must be made pending again: its
   * state gets `requeueCursor: ''` in the same step. (Before the first, every document is pending anyway.)
   */
  adoptTarget(target: string): ResultAsync<void, StoreError>;
}
