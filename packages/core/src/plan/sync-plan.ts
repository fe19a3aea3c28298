import type { TabName } from '../tabs/tab-name.js';
import type { CellDifference } from '../verify/compare-row.js';

/** `ready`; to be made first; to be given columns first; set aside until people put its headers back, so nothing is written. */
export type PlannedTabState = 'ready' | 'tab_missing' | 'columns_missing' | 'headers_lost';

/** How many rows of a tab would be written. */
export interface PlannedTab {
  readonly tab: TabName;
  /** As people have it now. */
  readonly title: string;
  readonly state: PlannedTabState;
  readonly updated: number;
  readonly added: number;
  readonly removed: number;
}

/** One row that would be written. */
export interface PlannedRow {
  readonly tab: TabName;
  readonly key: string;
  readonly action: 'update' | 'add' | 'remove';
  /** Row number as people see it, the header's being 1; absent when people have moved the row, or its tab is yet to be made. */
  readonly row?: number;
  /** The cells that would change, with what is to stand there and what stands there now; times as `2026-11-23 12:00:00`. */
  readonly cells: readonly PlannedCell[];
}

export type PlannedCell = CellDifference;

/** What the syncs cost that write all this: an estimate, since people who move rows cost further reads. */
export interface PlanCost {
  /** Atomic writes of rows. */
  readonly batches: number;
  /** Calls to Google, those included that make missing tabs and columns. */
  readonly reads: number;
  readonly writes: number;
  /** Of all batches together, as JSON. */
  readonly bytes: number;
}

/** What the next sync would write. */
export interface SyncPlan {
  readonly target: string;
  readonly spreadsheet_url: string | undefined;
  readonly tabs: readonly PlannedTab[];
  /** The first of all rows. */
  readonly rows: readonly PlannedRow[];
  /** How many more there are. */
  readonly further_rows: number;
  /** Documents that are pending, and how many of them were looked at: rows and counts are of these, the cost of all. */
  readonly pending: { readonly total: number; readonly looked_at: number };
  /** True when every row of the store is compared again besides: for a new spreadsheet, other settings, another time zone. */
  readonly compares_everything: boolean;
  readonly cost: PlanCost;
}

/** Rows that a plan shows. */
export const MAX_PLANNED_ROWS = 100;
