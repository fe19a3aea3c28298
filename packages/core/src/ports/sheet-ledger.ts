import type { ResultAsync } from 'neverthrow';
import type { TabName } from '../tabs/tab-name.js';
import type { StoreError } from './store-error.js';

/** In place of a digest: the row's managed cells were blanked, and its key is next. */
export const BLANKED = 'blanked';

/** Where one row of ours is in the sheet and what it holds. */
export interface LedgerEntry {
  readonly tab: TabName;
  /** The row key: identifies the row for ever. */
  readonly key: string;
  /** Zero-based row index in its tab when last seen; the header is row 0. */
  readonly row: number;
  /** Digest of the managed cells as last written; '' when they must be written again, {@link BLANKED} when they were blanked. */
  readonly hash: string;
  /** Whom the row is about: the `user_id`, or the `session_id` for a session's row. */
  readonly owner: string;
  /** The `course_id` a CourseProgress row is about. */
  readonly course: string | undefined;
}

/** What we know of one tab of the spreadsheet. */
export interface TabRecord {
  readonly tab: TabName;
  /** Google's id of the tab: stays when people rename or move it. */
  readonly tabId: number;
  /** Headers of the managed columns that exist, so that one which disappears is told from one never made. */
  readonly headers: readonly string[];
  /** Zero-based column of the key when last seen. */
  readonly keyColumn: number;
  /** Zero-based row where new rows may go at the earliest: below everything of ours and all that was seen below it. */
  readonly nextRow: number;
}

/** Our memory of the spreadsheet. Everything is keyed by target, the spreadsheet's id. */
export interface SheetLedger {
  /** All tabs known of the target; empty for a spreadsheet never written. */
  tabs(target: string): ResultAsync<TabRecord[], StoreError>;

  /** Forgets one tab and all its rows (people deleted the tab). */
  forgetTab(target: string, tab: TabName): ResultAsync<void, StoreError>;

  /** The entries of those keys that have one. */
  find(target: string, tab: TabName, keys: readonly string[]): ResultAsync<LedgerEntry[], StoreError>;

  /** All entries of a tab that belong to one of the owners. */
  ownedBy(target: string, tab: TabName, owners: readonly string[]): ResultAsync<LedgerEntry[], StoreError>;

  /** The entry with the greatest row of a tab; `undefined` when the tab has none. */
  last(target: string, tab: TabName): ResultAsync<LedgerEntry | undefined, StoreError>;

  /** The entries whose row lies from `firstRow` to `lastRow`, both included, by row. */
  inRows(
    target: string,
    tab: TabName,
    firstRow: number,
    lastRow: number,
  ): ResultAsync<LedgerEntry[], StoreError>;

  /** Owners of CourseProgress rows of one course, ascending, after `after` (`undefined`: from the first), at most `limit`. */
  ownersOfCourse(
    target: string,
    courseId: string,
    after: string | undefined,
    limit: number,
  ): ResultAsync<string[], StoreError>;

  /** Number of rows of each tab. */
  countRows(target: string): ResultAsync<Map<TabName, number>, StoreError>;

  /**
   * Part of a scan of a tab's key column: says where keys were seen. Entries move to `row`; keys without an entry are
   * answered, for the caller to adopt or leave. `scan` is an id that the caller made for this scan.
   */
  markSeen(
    target: string,
    tab: TabName,
    scan: string,
    seen: readonly { key: string; row: number }[],
  ): ResultAsync<string[], StoreError>;

  /** Those of the keys that this scan has seen so far and that have an entry; none once another scan of the tab has begun. */
  seen(
    target: string,
    tab: TabName,
    scan: string,
    keys: readonly string[],
  ): ResultAsync<string[], StoreError>;

  /** Ends a scan: forgets the entries it did not see, sets where new rows go, and answers the keys forgotten, at most `limit` of them. */
  finishScan(
    target: string,
    tab: TabName,
    scan: string,
    nextRow: number,
    limit: number,
  ): ResultAsync<string[], StoreError>;

  /** When a settled batch last wrote this row (ISO, store's clock); `undefined` when none has, to our knowledge. */
  writtenAt(target: string, tab: TabName, key: string): ResultAsync<string | undefined, StoreError>;

  /** Adds or replaces entries outside a batch: rows found in the sheet that we had no memory of. */
  adopt(target: string, entries: readonly LedgerEntry[]): ResultAsync<void, StoreError>;
}
