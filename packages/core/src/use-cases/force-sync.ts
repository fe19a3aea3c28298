import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import { toSyncProblem } from '../errors/to-sync-problem.js';
import type { SchedulerError } from '../ports/scheduler.js';
import type { StoreError } from '../ports/store-error.js';
import { KEPT_RUNS } from '../ports/sync-state-repo.js';
import type { ForceSyncError, ForceSyncOptions } from '../quiz-sync.js';
import type { SyncRun } from '../sync/sync-run.js';
import { currentRun, hasEnded } from './current-run.js';
import type { Dependencies } from './dependencies.js';

/** See {@link QuizSync.forceSync}. */
export function forceSync(
  deps: Dependencies,
  { wait = false, onProgress }: ForceSyncOptions = {},
): ResultAsync<SyncRun, ForceSyncError> {
  if (!deps.settings.syncEnabled) return errAsync({ type: 'sync_disabled' });
  deps.log.info('Forcing immediate sync to Google Sheets');
  deps.observer.syncRequested();
  if (!wait) return joinOrQueue(deps).map(({ run }) => run);
  const deafen = onProgress === undefined ? () => {} : deps.runWatcher.onProgress(onProgress);
  return joinOrQueue(deps)
    .andThen((joined) => untilEnded(deps, joined))
    .andTee(deafen)
    .orTee(deafen);
}

interface Joined {
  readonly run: SyncRun;
  /** Whether an attempt of this process will end by and by, so that waiting for one comes to an end. */
  readonly ahead: boolean;
}

/** The run that is asked for already, the one in progress, or a new one. */
function joinOrQueue(deps: Dependencies): ResultAsync<Joined, StoreError> {
  const { store, sheets, settings } = deps;
  return ResultAsync.combine([
    store.syncState.runs(sheets.target, KEPT_RUNS),
    store.lease.current(sheets.target),
  ]).andThen(([runs, holder]) => {
    const queued = runs.find((run) => run.status === 'queued');
    if (queued !== undefined) return start(deps, queued); // Whoever queued it may be gone: ask again.
    const running = currentRun(runs, holder);
    if (running === undefined) return queue(deps);
    return holder?.holder === settings.instance
      ? okAsync({ run: running, ahead: true })
      : start(deps, running);
  });
}

function queue(deps: Dependencies): ResultAsync<Joined, StoreError> {
  const { store, sheets, ids, clock } = deps;
  const run: SyncRun = {
    run_id: ids.newId(),
    status: 'queued',
    reason: 'force',
    requested_at: new Date(clock.now()).toISOString(),
    batches: 0,
    reads: 0,
    writes: 0,
    changes: 0,
    tabs: {},
  };
  return store.syncState.saveRun(sheets.target, run).andThen(() => start(deps, run));
}

/**
 * Has this process run next. That is also how it hears of the end of another's run: its own attempt ends, and it looks
 * again. When the scheduler refuses, a queued run has failed: nobody else might ever start it.
 */
function start(deps: Dependencies, run: SyncRun): ResultAsync<Joined, StoreError> {
  const request = deps.scheduler.request('force', { urgent: true });
  if (request.isOk()) return okAsync({ run, ahead: true });
  if (run.status !== 'queued') return okAsync({ run, ahead: false });
  const failed = failedRun(deps, run, request.error);
  return deps.store.syncState.saveRun(deps.sheets.target, failed).map(() => ({ run: failed, ahead: false }));
}

function failedRun({ clock, sheets }: Dependencies, run: SyncRun, error: SchedulerError): SyncRun {
  const at = new Date(clock.now()).toISOString();
  const { account, url } = sheets.describe();
  const names = { account, spreadsheet_url: url };
  const problem = toSyncProblem(error, { names, at, previous: undefined });
  return { ...run, status: 'failed', finished_at: at, problem };
}

/** Answers the run as it ended; as it is when this process stops syncing before. */
function untilEnded(deps: Dependencies, { run, ahead }: Joined): ResultAsync<SyncRun, StoreError> {
  // Listening begins before the look into the store, so that no end falls between the two.
  return ahead ? untilSeenEnded(deps, run, deps.runWatcher.nextEnd()) : okAsync(run);
}

function untilSeenEnded(
  deps: Dependencies,
  run: SyncRun,
  nextEnd: NextEnd,
): ResultAsync<SyncRun, StoreError> {
  return deps.store.syncState.findRun(deps.sheets.target, run.run_id).andThen((found) => {
    if (found === undefined || hasEnded(found)) return okAsync(found ?? run);
    return ResultAsync.fromSafePromise(endOrAWhile(deps, nextEnd)).andThen((end) => {
      if (end === 'closed') return okAsync(found);
      return end === 'ended' ? lookAgain(deps, found) : untilSeenEnded(deps, found, nextEnd);
    });
  });
}

type NextEnd = ReturnType<Dependencies['runWatcher']['nextEnd']>;

/** Milliseconds between looks for the end of a run that another process does, of which this one may never hear. */
const LOOK_EVERY_MS = 1_000;

async function endOrAWhile({ scheduler, clock }: Dependencies, nextEnd: NextEnd) {
  const before = clock.monotonic();
  const aWhile = scheduler.sleep(LOOK_EVERY_MS).then(() => 'a while' as const);
  const end = await Promise.race([nextEnd, aWhile]);
  // A sleep that is cut short is the scheduler's stopping, of which the watcher hears when it has stopped.
  return end === 'a while' && clock.monotonic() - before < LOOK_EVERY_MS / 2 ? nextEnd : end;
}

/** An attempt of ours ended. When the run waited for did not end with it, another process has it, or a later attempt will. */
function lookAgain(deps: Dependencies, run: SyncRun): ResultAsync<SyncRun, StoreError> {
  return deps.store.syncState.findRun(deps.sheets.target, run.run_id).andThen((found) => {
    if (found === undefined || hasEnded(found)) return okAsync(found ?? run);
    return start(deps, found).andThen((joined) => untilEnded(deps, joined));
  });
}
