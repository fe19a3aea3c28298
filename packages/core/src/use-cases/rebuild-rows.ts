import { errAsync, ok, ResultAsync, safeTry } from 'neverthrow';
import type { RebuildError, RebuildRequested } from '../quiz-sync.js';
import { distrustTab } from '../sync/settle/regain-track.js';
import { keepLease, type SyncError, type SyncSession, withLease } from '../sync/sync-session.js';
import type { Dependencies } from './dependencies.js';
import { requestSync } from './request-sync.js';
import { toSpreadsheetError } from './spreadsheet-error.js';
import { UNHURRIED } from './unhurried-context.js';

/** See {@link QuizSync.rebuild}. */
export function rebuildRows(deps: Dependencies): ResultAsync<RebuildRequested, RebuildError> {
  if (!deps.settings.syncEnabled) return errAsync({ type: 'sync_disabled' });
  return new ResultAsync(withLease(deps, UNHURRIED, distrustEveryRow))
    .mapErr((error): RebuildError => toSpreadsheetError(deps, error))
    .map((requested) => {
      requestSync(deps, 'rebuild', {});
      return requested;
    });
}

/**
 * The ledger stops vouching for what rows hold, and keeps where they are; then everything is made pending by the runs
 * themselves, page by page. Cut short in between, rows are written again when they next change, as they may be anyway.
 */
function distrustEveryRow(session: SyncSession): ResultAsync<RebuildRequested, SyncError> {
  const { store, target } = session;
  return safeTry(async function* () {
    const counts = yield* store.ledger.countRows(target);
    for (const { tab } of yield* store.ledger.tabs(target)) {
      yield* keepLease(session);
      yield* distrustTab(session, tab);
    }
    yield* keepLease(session);
    yield* store.syncState.patch(target, { requeueCursor: '' });
    return ok({ rows: [...counts.values()].reduce((sum, rows) => sum + rows, 0) });
  });
}
