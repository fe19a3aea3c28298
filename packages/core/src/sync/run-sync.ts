import { errAsync, ok, type ResultAsync, safeTry } from 'neverthrow';
import type { SyncState } from '../ports/sync-state-repo.js';
import { rowSettingsDigest } from './row-settings-digest.js';
import { type NoteProgress, requeuedSoFar } from './run-progress.js';
import { syncBatch } from './sync-batch.js';
import { mayGoOn, type SyncError, type SyncSession } from './sync-session.js';

/** Documents made pending at a time while everything is planned afresh. */
const REQUEUE_PAGE = 2_000;

/** How often a step may find the spreadsheet changed under it before the run gives way. */
export const MAX_DETOURS = 12;

/**
 * Brings the spreadsheet up to date: one step for all that is pending, or as many as a backlog needs, or until the
 * process is stopping. What arrives meanwhile has asked for a run of its own, which keeps the calls apart. `look` reads the
 * spreadsheet even when nothing is pending.
 */
export function runSync(
  session: SyncSession,
  options: { readonly look: boolean; readonly noteProgress?: NoteProgress },
): ResultAsync<void, SyncError> {
  const { store, target } = session;
  return safeTry(async function* () {
    yield* prepareTarget(session);
    let look = options.look;
    for (let detours = 0; mayGoOn(session); ) {
      const step = yield* syncBatch(session, look);
      if (step.type === 'again') {
        detours += 1;
        if (detours > MAX_DETOURS) return busy();
        continue;
      }
      detours = 0;
      look = false;
      if (step.type !== 'progress' || !step.more) {
        const state = yield* store.syncState.read(target);
        if (state.requeueCursor === undefined) return ok(undefined);
        yield* requeueNext(session, state);
      }
      if (options.noteProgress !== undefined) yield* options.noteProgress();
    }
    return ok(undefined);
  });
}

export function busy(): ResultAsync<never, SyncError> {
  const message = 'The spreadsheet was changed again and again while a batch was planned.';
  return errAsync({ type: 'sheet_busy', message });
}

/**
 * Sees to what makes everything pending: another spreadsheet than before, or other settings (tabs, headers, topics,
 * time zone) than the rows were made with.
 */
export function prepareTarget({
  store,
  target,
  settings,
  layouts,
  log,
}: SyncSession): ResultAsync<void, SyncError> {
  return safeTry(async function* () {
    if ((yield* store.syncState.currentTarget()) !== target) yield* store.syncState.adoptTarget(target);
    const { settingsDigest } = yield* store.syncState.read(target);
    const current = rowSettingsDigest(settings, layouts);
    if (settingsDigest === current) return ok(undefined);
    if (settingsDigest === undefined) {
      yield* store.syncState.patch(target, { settingsDigest: current });
    } else {
      log.info('Settings have changed: every row is compared again');
      yield* store.syncState.patch(target, { settingsDigest: current, requeueCursor: '' });
    }
    return ok(undefined);
  });
}

/** Makes the next documents pending; they are written before more are. */
function requeueNext({ store, target }: SyncSession, state: SyncState): ResultAsync<void, SyncError> {
  const { requeueCursor } = state;
  return safeTry(async function* () {
    const cursor = requeueCursor === '' ? undefined : requeueCursor;
    const next = yield* store.pending.requeueAll(cursor, REQUEUE_PAGE);
    const requeued = next === undefined ? undefined : requeuedSoFar(state) + REQUEUE_PAGE;
    yield* store.syncState.patch(target, { requeueCursor: next, requeued });
    return ok(undefined);
  });
}
