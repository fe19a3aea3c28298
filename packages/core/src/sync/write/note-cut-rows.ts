import { okAsync, type ResultAsync } from 'neverthrow';
import type { CutRow, CutRows } from '../../ports/sync-state-repo.js';
import { changeKey, changeTab, type RowChange } from '../load/row-change.js';
import type { SyncError, SyncSession } from '../sync-session.js';

/** So many are kept in the target's state, which is read and written with every batch. */
export const MAX_CUT_ROWS = 200;

/**
 * Remembers which of the rows that are about to be written have cells that were cut, and that others have none (any
 * more); `known` are those remembered until now. Before they are sent: a row that is remembered and was never written is
 * no harm, since whoever lists them looks what the row should hold; one that was written and forgotten would be.
 */
export function noteCutRows(
  { store, target }: SyncSession,
  known: CutRows | undefined,
  writable: readonly RowChange[],
): ResultAsync<void, SyncError> {
  const noted = withCutRows(known, writable);
  return noted === known ? okAsync() : store.syncState.patch(target, { cutRows: noted });
}

/** The list itself when nothing changes in it. */
export function withCutRows(known: CutRows | undefined, writable: readonly RowChange[]): CutRows | undefined {
  const cut = writable.filter((change) => 'row' in change && change.row.cut !== undefined).map(cutRow);
  const before = known?.rows ?? [];
  if (cut.length === 0 && before.length === 0) return known;
  const written = new Set(writable.map((change) => idOf(cutRow(change))));
  const rest = before.filter((row) => !written.has(idOf(row)));
  if (cut.length === 0 && rest.length === before.length) return known;
  const rows = [...rest, ...cut];
  return {
    rows: rows.slice(0, MAX_CUT_ROWS),
    // Once some were left out, nobody knows how many: not before all of them have gone.
    further: rows.length > MAX_CUT_ROWS || (known?.further === true && rows.length > 0),
  };
}

function cutRow(change: RowChange): CutRow {
  return { tab: changeTab(change), key: changeKey(change) };
}

function idOf({ tab, key }: CutRow): string {
  return `${tab} ${key}`;
}
