import type { ResultAsync } from 'neverthrow';
import type { OverviewSources } from './overview-sources.js';

/**
 * A value to write. Text is always data: it is never parsed as a number, a date or a formula. `null` blanks the cell.
 * `{ instant }` is epoch milliseconds, written as a date-time in the spreadsheet's time zone.
 */
export type Cell = null | string | number | boolean | { readonly instant: number };

/** A value as read. A date-time comes back as its serial number (days since 1899-12-30 in the spreadsheet's time zone). */
export type ReadCell = null | string | number | boolean;

/** How a column's cells are shown. `text` also keeps Google from parsing what people type there. */
export type CellFormat = 'text' | 'number' | 'boolean' | 'date_time';

/** A block of cells of one tab. All indexes are zero-based; row 0 is the header. */
export interface CellRange {
  readonly tabId: number;
  readonly firstRow: number;
  /** `undefined`: to the end of the tab. */
  readonly rows: number | undefined;
  readonly firstColumn: number;
  /** `undefined`: to the last column of the tab. */
  readonly columns: number | undefined;
}

export interface SheetRead {
  /** `'all'` when the tabs are not known (costs a second call); ids of tabs that do not exist any more are passed over. */
  readonly tabs: 'all' | readonly number[];
  /** Cells wanted besides revision, tabs and headers. Cells beyond a tab's end, or of a tab that is gone, are answered as empty. */
  readonly ranges: readonly CellRange[];
}

export interface TabSnapshot {
  readonly tabId: number;
  readonly title: string;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Text of row 0, one per column up to the last non-empty one; '' for an empty cell. Only of the tabs asked for. */
  readonly headers: readonly string[];
}

/** The spreadsheet at one moment. */
export interface SheetSnapshot {
  /** The revision it carries; `null` when it carries none. */
  readonly revision: string | null;
  /** IANA name. */
  readonly timeZone: string;
  /** In the order people see: all tabs when `tabs` was `'all'` or empty or one asked for is gone; else at least those asked for. */
  readonly tabs: readonly TabSnapshot[];
  /** For each range asked for, in that order: its rows, each cut after its last non-empty cell; trailing empty rows are cut too. */
  readonly cells: readonly (readonly (readonly ReadCell[])[])[];
}

/** One step of a batch. Steps are applied in order, all or none. */
export type SheetChange =
  /** Makes a tab with the given id; fails when the id or the title is taken. */
  | {
      readonly type: 'add_tab';
      readonly tabId: number;
      readonly title: string;
      readonly rowCount: number;
      readonly columnCount: number;
    }
  /** Sets the size absolutely; safe to repeat. */
  | {
      readonly type: 'resize_tab';
      readonly tabId: number;
      readonly rowCount?: number;
      readonly columnCount?: number;
    }
  /** Writes a block of cells; touches nothing but values. */
  | {
      readonly type: 'write_cells';
      readonly tabId: number;
      readonly firstRow: number;
      readonly firstColumn: number;
      readonly rows: readonly (readonly Cell[])[];
    }
  /**
   * Blanks every cell of a column that holds exactly this text, wherever people have moved it to; with `row`, that
   * row's cell alone, if it holds this text.
   */
  | {
      readonly type: 'erase_text';
      readonly tabId: number;
      readonly column: number;
      readonly text: string;
      readonly row?: number;
    }
  /** Sets how cells are shown; for new rows and new columns only, so that people's own formats stay. */
  | { readonly type: 'format_cells'; readonly range: CellRange; readonly format: CellFormat }
  /** Bold, frozen header row. */
  | {
      readonly type: 'dress_header';
      readonly tabId: number;
      readonly firstColumn: number;
      readonly columns: number;
    }
  | { readonly type: 'hide_column'; readonly tabId: number; readonly column: number }
  /** Warns people who edit the column; does not stop them, nor us. */
  | {
      readonly type: 'warn_on_edit';
      readonly tabId: number;
      readonly column: number;
      readonly description: string;
    }
  /**
   * Makes a tab for people, at the end: totals, freshness and charts, computed by the spreadsheet itself from the
   * columns named. Fails as `add_tab` does.
   */
  | {
      readonly type: 'add_overview';
      readonly tabId: number;
      readonly title: string;
      readonly sources: OverviewSources;
    };

export interface SheetBatch {
  /** The revision the batch was planned for: it applies on that one alone (`null`: only when there is none). */
  readonly from: string | null;
  /** The revision afterwards: letters, digits and underscores, never used before. */
  readonly to: string;
  /** Of the snapshot the batch was planned on: instants are written in it. */
  readonly timeZone: string;
  /** The tab the revision is anchored in. */
  readonly anchorTabId: number;
  readonly changes: readonly SheetChange[];
  /** Cells to read back as they are after the batch. */
  readonly readBack: readonly CellRange[];
}

export interface SheetBatchApplied {
  /** As {@link SheetSnapshot.cells}, for the ranges of `readBack`. */
  readonly readBack: readonly (readonly (readonly ReadCell[])[])[];
}

/** Which quota is used up: of calls a minute, in Google's case. `per` is `undefined` when the service did not say. */
export interface QuotaHit {
  readonly calls: 'read' | 'write';
  readonly per: 'user' | 'project' | undefined;
}

export type SheetsError =
  /** Over a quota: nothing was done. `retryAfterMs` is what Google asked for, `undefined` when it did not say. */
  | {
      type: 'rate_limited';
      message: string;
      retryAfterMs: number | undefined;
      quota?: QuotaHit;
      cause?: unknown;
    }
  /** Not reachable or failing; for a write: certainly not applied. */
  | { type: 'unavailable'; message: string; retryAfterMs?: number; cause?: unknown }
  /** Only of a write: it may have been applied, or may yet be. Read the revision to know. */
  | { type: 'outcome_unknown'; message: string; cause?: unknown }
  /** Only of a write: the spreadsheet does not carry `from` (any more); nothing was applied. */
  | { type: 'revision_conflict'; message: string; cause?: unknown }
  /** Missing, malformed, revoked or refused credentials. */
  | { type: 'credentials_rejected'; message: string; cause?: unknown }
  /** `account` is the address to share the spreadsheet with, when known. `reason` tells an API that is switched off. */
  | {
      type: 'permission_denied';
      message: string;
      account: string | undefined;
      reason: 'not_shared' | 'api_disabled';
      cause?: unknown;
    }
  | { type: 'spreadsheet_not_found'; message: string; cause?: unknown }
  /** `range` as Google names it, when it does; `tabId` when it can be told. */
  | {
      type: 'protected';
      message: string;
      range: string | undefined;
      tabId: number | undefined;
      cause?: unknown;
    }
  | { type: 'cell_limit_reached'; message: string; cause?: unknown }
  /** Google refused the request as malformed: a bug of ours, or a spreadsheet changed in a way we do not know. */
  | { type: 'invalid_request'; message: string; cause?: unknown };

/**
 * One spreadsheet. Speaks of tabs, columns, rows and revisions, never of A1 strings or HTTP. Makes no retries: when to
 * try again is core's decision. Every call ends by itself (own time-outs).
 */
export interface SheetsPort {
  /** The spreadsheet's id: everything stored about it is keyed by this. */
  readonly target: string;

  /** For people: where it can be opened and which account reaches it; `undefined` when not known (yet). */
  describe(): { readonly url: string | undefined; readonly account: string | undefined };

  /** One snapshot. One call to Google when `tabs` are ids that all exist and the ranges lie in the grid. */
  read(request: SheetRead): ResultAsync<SheetSnapshot, SheetsError>;

  /** Applies a batch wholly or not at all, in one call. */
  write(batch: SheetBatch): ResultAsync<SheetBatchApplied, SheetsError>;
}
