import type { LedgerEntry } from '../../ports/sheet-ledger.js';
import type { JournalEntry, KeyCheck } from '../../ports/sync-journal.js';
import type { TabName } from '../../tabs/tab-name.js';

/** What a batch did in one tab. */
export interface BatchRows {
  /** New rows: one block. */
  readonly added: readonly LedgerEntry[];
  /** The keys of the rows it updated or blanked, by row. */
  readonly updated: ReadonlyMap<number, string>;
  /** All keys that tell whether rows have moved. */
  readonly checks: readonly KeyCheck[];
}

export function batchRows({ effects }: JournalEntry, tab: TabName): BatchRows {
  const checks = effects.checks.filter((check) => check.tab === tab);
  const updated = new Map(checks.flatMap(({ written, row, key }) => (written ? [[row, key] as const] : [])));
  const added = effects.entries.filter((each) => each.tab === tab && !updated.has(each.row));
  return { added, updated, checks };
}
