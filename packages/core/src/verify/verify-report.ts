import type { ReadCell } from '../ports/sheets-port.js';
import type { TabName } from '../tabs/tab-name.js';

/**
 * How the spreadsheet can differ from the store.
 * - `missing`: the store has the row, the sheet does not.
 * - `duplicate`: a further row with the key of another one.
 * - `edited`: a managed cell holds something else than we wrote.
 * - `stale`: a managed cell holds what we wrote, the store has moved on since, and nothing is pending that would write it.
 * - `foreign`: a key in our key column that the store knows nothing of.
 */
export const DRIFT_KINDS = ['missing', 'duplicate', 'edited', 'stale', 'foreign'] as const;

export type DriftKind = (typeof DRIFT_KINDS)[number];

/** One difference: a cell for `edited` and `stale`, a row for the others. */
export interface DriftFinding {
  readonly tab: TabName;
  readonly kind: DriftKind;
  readonly key: string;
  /** Row number as people see it, the header's being 1; absent for a row that is missing. */
  readonly row?: number;
  /** Header of the cell's column. */
  readonly column?: string;
  /** What the cell should show and what it shows, times as `2026-11-23 12:00:00`, long text cut; `null`: empty. */
  readonly expected?: ReadCell;
  readonly found?: ReadCell;
}

export type DriftCounts = Readonly<Record<DriftKind, number>>;

/** `compared`; there is no such tab (any more); its columns are yet to be made; its headers are lost, so nobody can tell what is whose. */
export type VerifiedTabState = 'compared' | 'tab_missing' | 'columns_missing' | 'headers_lost';

export interface VerifiedTab {
  readonly tab: TabName;
  /** As people have it now. */
  readonly title: string;
  readonly state: VerifiedTabState;
  /** Rows of ours that were compared. */
  readonly rows: number;
  /** Rows that are not up to date, or not there, since what is to be written is pending: no drift. */
  readonly waiting: number;
  readonly drift: DriftCounts;
}

/** What was done about the drift. */
export interface RepairReport {
  /** Rows that were missing, edited or stale and had to be written again. */
  readonly rewritten: number;
  /** Duplicate and foreign rows whose managed cells were blanked. People's own cells in them stay. */
  readonly removed: number;
  /** Rows left as they are: foreign ones whose key has not the form of ours, and those that people moved meanwhile. */
  readonly left: number;
}

export interface VerifyReport {
  readonly target: string;
  readonly spreadsheet_url: string | undefined;
  /** True when no drift was found in any tab and every tab could be compared. */
  readonly clean: boolean;
  readonly tabs: readonly VerifiedTab[];
  /** The first of all findings. */
  readonly findings: readonly DriftFinding[];
  /** How many more there are. */
  readonly further_findings: number;
  /** Calls to Google. */
  readonly reads: number;
  readonly writes: number;
  /** Only of a repair: the findings are what it found before. */
  readonly repaired: RepairReport | undefined;
}

/** How far a verification has got. */
export type VerifyProgress =
  /** Rows of a tab: looking where its keys are, then comparing. */
  | {
      readonly phase: 'scanning' | 'comparing';
      readonly tab: TabName;
      readonly done: number;
      readonly total: number;
    }
  /** Rows of the store: looking for those that are in no tab. The total is an estimate. */
  | { readonly phase: 'searching'; readonly done: number; readonly total: number };

export interface VerifyOptions {
  /** Mends what was found. */
  readonly repair?: boolean;
  /**
   * Aborted, it ends the verification after the call or the slice of work at hand, as `sync_failed` with the code
   * `verify_stopped`: what a repair had written by then is written. An `AbortSignal` will do.
   */
  readonly signal?: { readonly aborted: boolean };
  /** Called from time to time; must not throw. */
  readonly onProgress?: (progress: VerifyProgress) => void;
}
