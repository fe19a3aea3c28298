import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { StoreError } from '../ports/store-error.js';
import type { SyncState } from '../ports/sync-state-repo.js';
import type { StartedRun } from './record-run.js';
import type { RunProgress, SyncRun } from './sync-run.js';
import type { SyncSession } from './sync-session.js';

/** Notes how far a run has got; called between its batches, so that a run of one batch notes nothing. */
export type NoteProgress = () => ResultAsync<void, StoreError>;

/** Keeps the record of a long run up to date, for those who look at it from elsewhere, and tells those who wait here. */
export function progressOf(session: SyncSession, { run }: StartedRun): NoteProgress {
  const { store, target, meter, runWatcher } = session;
  let total = 0;
  return () =>
    safeTry(async function* () {
      const toCome = yield* stillToCome(session);
      const waiting = total === 0 ? (yield* store.pending.count()).total : 0;
      const { tabs, ...counts } = meter;
      total = Math.max(total, counts.changes + waiting + toCome);
      const progress: RunProgress = { done: counts.changes, total };
      const soFar: SyncRun = { ...run, ...counts, tabs: Object.fromEntries(tabs), progress };
      yield* store.syncState.saveRun(target, soFar);
      runWatcher.progressed(progress);
      return ok(undefined);
    });
}

/** Submissions that are yet to be made pending while every row is written or compared again. */
function stillToCome({ store, target }: SyncSession): ResultAsync<number, StoreError> {
  return safeTry(async function* () {
    const state = yield* store.syncState.read(target);
    if (state.requeueCursor === undefined) return ok(0);
    const { submissions } = yield* store.submissions.count();
    return ok(Math.max(0, submissions - requeuedSoFar(state)));
  });
}

/** Documents that have been made pending again since that began. */
export function requeuedSoFar({ requeueCursor, requeued }: SyncState): number {
  return requeueCursor === '' ? 0 : (requeued ?? 0);
}
