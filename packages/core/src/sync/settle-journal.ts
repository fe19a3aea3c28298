import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import { confirmBatch } from './confirm-batch.js';
import { regainTrack } from './regain-track.js';
import { readSheet, type SyncError, type SyncSession } from './sync-session.js';

/**
 * Settles what earlier batches left open. A batch without an outcome was applied if the spreadsheet carries its
 * revision: then it is committed. If the spreadsheet still carries the one it was planned for, it may yet arrive: its
 * entry stays, and whatever is planned now shares its `from`, so that only one of the two can apply. Any other revision
 * is one nobody here recorded: then the keys are scanned. Without open batches nothing is read.
 */
export function settleJournal(session: SyncSession): ResultAsync<void, SyncError> {
  const { store, target } = session;
  return store.journal.unsettled(target).andThen((unsettled) => {
    if (unsettled.length === 0) return okAsync(undefined);
    return safeTry(async function* () {
      const { revision } = yield* readSheet(session, { tabs: [], ranges: [] });
      const applied = unsettled.find((entry) => entry.to === revision);
      if (applied !== undefined) {
        session.log.info('A batch of unknown outcome had been applied', { revision: applied.to });
        return confirmBatch(session, applied, undefined);
      }
      if (unsettled.some((entry) => entry.from === revision)) return ok(undefined);
      return regainTrack(session);
    });
  });
}
