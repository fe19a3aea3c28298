import { okAsync, type ResultAsync } from 'neverthrow';
import { areOthersDue, rememberCells } from '../../cells/cell-memory.js';
import type { TabRecord } from '../../ports/sheet-ledger.js';
import type { SheetSnapshot } from '../../ports/sheets-port.js';
import type { SyncState } from '../../ports/sync-state-repo.js';
import type { SyncError, SyncSession } from '../sync-session.js';

/** Whether the next read has to be of all tabs, so that people's own are counted: now and then, and while it is full. */
export function isWholeLookDue({ clock }: SyncSession, { cells, problem }: SyncState): boolean {
  return problem?.code === 'cell_limit_reached' || areOthersDue(cells, clock.now());
}

/** Remembers how large the spreadsheet is. `all`: the snapshot has every tab. */
export function noteCells(
  session: SyncSession,
  { cells }: SyncState,
  { tabs }: SheetSnapshot,
  { all, records }: { readonly all: boolean; readonly records: readonly TabRecord[] },
): ResultAsync<void, SyncError> {
  const { store, target, clock, layouts } = session;
  const ours = new Set(records.map(({ tabId }) => tabId));
  // A tab that is there and not yet in the ledger will be ours: it must not be counted with people's from then on.
  const unknown = layouts.filter(({ tab }) => !records.some((record) => record.tab === tab));
  for (const { tabId, title } of tabs) if (unknown.some((layout) => layout.title === title)) ours.add(tabId);
  const remembered = rememberCells(cells, { tabs, all, ours }, clock.now());
  if (remembered === cells) return okAsync(undefined);
  return store.syncState.patch(target, { cells: remembered }).mapErr((error): SyncError => error);
}
