import { BLANKED, type LedgerEntry } from '../../ports/sheet-ledger.js';
import type { SheetRow } from '../../tabs/sheet-row.js';
import { rowHash } from '../../tabs/sheet-row.js';
import type { TabName } from '../../tabs/tab-name.js';

/** A row that does not hold what it should. */
export type RowChange =
  | { readonly type: 'update'; readonly row: SheetRow; readonly hash: string; readonly at: number }
  | { readonly type: 'add'; readonly row: SheetRow; readonly hash: string }
  /**
   * The row is to hold nothing of ours any more; the row itself, with whatever people keep in it, stays. In two batches:
   * were the key blanked together with the cells, nobody could tell afterwards whether the right row was hit.
   */
  | { readonly type: 'blank'; readonly entry: LedgerEntry }
  | { readonly type: 'erase_key'; readonly entry: LedgerEntry };

export function changeTab(change: RowChange): TabName {
  return 'entry' in change ? change.entry.tab : change.row.tab;
}

export function changeKey(change: RowChange): string {
  return 'entry' in change ? change.entry.key : change.row.key;
}

/**
 * What must be written so that the sheet holds the desired rows: those it holds already are dropped. `known` are the
 * ledger's entries of all desired keys and of all owners planned for; one that is not desired any more is removed.
 */
export function diffRows(
  desired: readonly SheetRow[],
  known: readonly LedgerEntry[],
  timeZone: string,
): RowChange[] {
  const entries = new Map(known.map((entry) => [entryId(entry.tab, entry.key), entry]));
  const changes: RowChange[] = [];
  for (const row of desired) {
    const id = entryId(row.tab, row.key);
    const entry = entries.get(id);
    entries.delete(id);
    const hash = rowHash(row, timeZone);
    if (entry === undefined) changes.push({ type: 'add', row, hash });
    else if (entry.hash !== hash) changes.push({ type: 'update', row, hash, at: entry.row });
  }
  for (const entry of entries.values()) {
    changes.push({ type: entry.hash === BLANKED ? 'erase_key' : 'blank', entry });
  }
  return changes;
}

function entryId(tab: TabName, key: string): string {
  return `${tab} ${key}`;
}
