import { errAsync, ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { SyncError, SyncSession } from '../sync/sync-session.js';
import type { VerifyReport } from './verify-report.js';

/**
 * Before a repair: a store of which no run ever wrote to this spreadsheet was most likely opened by mistake, as one is by
 * a mistyped name. Every row of the right store would be foreign to it, and be taken away. So a look comes first, and rows
 * that it does not know are an error; nothing has been written by then, not even what is pending. The ledger is not asked:
 * looking enters rows there whose key both stores have, so that asking twice would do.
 */
export function refuseRowsOfOthers(
  { store, target }: Pick<SyncSession, 'store' | 'target'>,
  look: () => ResultAsync<VerifyReport, SyncError>,
): ResultAsync<void, SyncError> {
  return safeTry(async function* () {
    const { lastWrites } = yield* store.syncState.read(target);
    if (Object.keys(lastWrites).length > 0) return ok(undefined);
    const { tabs } = yield* look();
    const foreign = sum(tabs.map(({ drift }) => drift.foreign));
    return foreign === 0 ? okAsync(undefined) : errAsync(rowsOfAnotherStore(foreign));
  });
}

function rowsOfAnotherStore(foreign: number): SyncError {
  const rows = foreign === 1 ? '1 row' : `${foreign} rows`;
  const message = `a repair would take ${rows} away that this store does not know, and it has written none here; nothing was changed.`;
  return { type: 'rows_of_another_store', message };
}

function sum(counts: Iterable<number>): number {
  return [...counts].reduce((total, count) => total + count, 0);
}
