import { ResultAsync, safeTry } from 'neverthrow';
import { busy } from '../sync/run-sync.js';
import { anchorOf, NO_EFFECTS, proveRevision } from '../sync/settle/prove-revision.js';
import { settleJournal } from '../sync/settle/settle-journal.js';
import { readSheet, type SyncError, type SyncSession, withLease } from '../sync/sync-session.js';
import { sendBatch } from '../sync/write/send-batch.js';
import type { Dependencies } from './dependencies.js';
import { type RevisionReport, revisionReport } from './revision-trust.js';
import { type SpreadsheetError, toSpreadsheetError } from './spreadsheet-error.js';
import { UNHURRIED } from './unhurried-context.js';

/** See {@link QuizSync.probeRevision}. */
export function probeRevision(deps: Dependencies): ResultAsync<RevisionReport, SpreadsheetError> {
  return new ResultAsync(withLease(deps, UNHURRIED, probeInSession)).mapErr((error) =>
    toSpreadsheetError(deps, error),
  );
}

/**
 * Two empty batches: one on the revision that the spreadsheet carries, which must be applied, and one on the revision
 * that this took away, as a late batch would be, which must be refused. Both are journalled as any batch is. Nothing of
 * it remains: the marker has moved on by one, as with every batch. A spreadsheet without our marker is left alone.
 */
export function probeInSession(session: SyncSession): ResultAsync<RevisionReport, SyncError> {
  const { store, target } = session;
  return safeTry(async function* () {
    yield* settleJournal(session);
    const snapshot = yield* readSheet(session, { tabs: [], ranges: [] });
    const { revision } = yield* store.syncState.read(target);
    // Somebody has deleted or changed the marker: the next run sees to that first.
    if (revision === undefined || revision !== snapshot.revision) return report(session);
    const anchorTabId = yield* anchorOf(session, snapshot.tabs);
    const empty = { from: revision, timeZone: 'UTC', anchorTabId, changes: [], effects: NO_EFFECTS };
    if ((yield* sendBatch(session, empty)) === 'refused') return busy();
    const { revision: moved = null } = yield* store.syncState.read(target);
    yield* proveRevision(session, { ...snapshot, revision: moved }, revision);
    return report(session);
  });
}

function report({ store, target }: SyncSession): ResultAsync<RevisionReport, SyncError> {
  return store.syncState
    .read(target)
    .map(revisionReport)
    .mapErr((error): SyncError => error);
}
