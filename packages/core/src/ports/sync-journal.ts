import type { ResultAsync } from 'neverthrow';
import type { TabName } from '../tabs/tab-name.js';
import type { ChangeRef } from './pending-changes.js';
import type { LedgerEntry, TabRecord } from './sheet-ledger.js';
import type { SheetChange } from './sheets-port.js';
import type { FenceLost, StoreError } from './store-error.js';

/** What holds once a batch has been applied. */
export interface BatchEffects {
  /** Rows written, as they are afterwards. */
  readonly entries: readonly LedgerEntry[];
  /** Rows blanked: their keys are gone. */
  readonly removed: readonly { readonly tab: TabName; readonly key: string }[];
  /** Tabs as they are afterwards. */
  readonly tabs: readonly TabRecord[];
  /** What to read back to know that the rows hit were the rows meant. */
  readonly checks: readonly KeyCheck[];
  /** The same for columns, of every tab that was written. */
  readonly headers: readonly HeaderCheck[];
  /** While rows that people moved are being mended: what may lie under new ones. */
  readonly under?: Partial<Readonly<Record<TabName, RowsUnder>>>;
  /** Changes that are wholly in the spreadsheet afterwards. */
  readonly acknowledged: readonly ChangeRef[];
}

/** Rows that may lie under new ones of a batch, since people inserted rows above them in the moment between. */
export interface RowsUnder {
  /** As the ledger had them before. */
  readonly rows: readonly LedgerEntry[];
  /** By how many rows they had moved down; left out when only what is there afterwards can tell. */
  readonly shift?: number;
}

/** A key that must stand where a batch wrote, or in the last row of a tab where it added: else people moved rows in the moment between. */
export interface KeyCheck {
  readonly tab: TabName;
  readonly tabId: number;
  readonly keyColumn: number;
  readonly row: number;
  /** '' for none. */
  readonly key: string;
  /** True for a row the batch wrote, false for the last row that was there when it added others. */
  readonly written: boolean;
}

/** Where the managed columns were when a batch was planned: else people moved columns in the moment between. */
export interface HeaderCheck {
  readonly tab: TabName;
  readonly tabId: number;
  readonly columns: readonly { readonly column: number; readonly header: string }[];
}

/** One batch that has been, or may have been, sent. */
export interface JournalEntry {
  readonly target: string;
  /** The revision the batch applies on; `null` for a spreadsheet without one. */
  readonly from: string | null;
  /** The revision the spreadsheet carries once the batch has been applied: names this batch and no other. */
  readonly to: string;
  readonly plannedAt: string;
  /** What was sent: to find cells that went astray. */
  readonly changes: readonly SheetChange[];
  readonly effects: BatchEffects;
}

/**
 * The batches that may still land. An entry is recorded before its batch is sent; as long as the spreadsheet's
 * revision is the `from` of an entry, that batch may arrive, however late. Once any later revision has been seen, no
 * batch recorded before can be applied any more.
 */
export interface SyncJournal {
  /** Records a batch before it is sent, or replaces the entry of the same `to`. Refused, with nothing recorded, when `fence` is not the lease's current one. */
  record(entry: JournalEntry, fence: number): ResultAsync<void, StoreError | FenceLost>;

  /** All recorded batches of the target, oldest first. */
  unsettled(target: string): ResultAsync<JournalEntry[], StoreError>;

  /**
   * The batch named `to` was applied: takes its effects into the ledger, acknowledges exactly the versions it names (a
   * document changed since stays pending; a cleaned-up session's document goes with its acknowledgement), notes the
   * revision, and forgets all entries of the target. Atomic, or (without transactions) in that order with each step
   * repeatable, so that a crash in between is mended by settling again. Unknown `to`: changes nothing.
   */
  settle(target: string, to: string, fence: number): ResultAsync<void, StoreError | FenceLost>;

  /** The batch named `to` was refused, certainly: forgets its entry alone. Unknown `to`: changes nothing. */
  withdraw(target: string, to: string, fence: number): ResultAsync<void, StoreError | FenceLost>;

  /** None of the recorded batches was applied nor can be: a revision that nobody recorded has been seen. Forgets them. */
  discard(target: string, fence: number): ResultAsync<void, StoreError | FenceLost>;
}
