import { ok, type ResultAsync, safeTry } from 'neverthrow';
import { logWith } from '../ports/log.js';
import type { ObservedRunEnd } from '../ports/observer.js';
import type { ScheduledTask, TaskOutcome } from '../ports/scheduler.js';
import type { StoreError } from '../ports/store-error.js';
import { KEPT_RUNS } from '../ports/sync-state-repo.js';
import type { Dependencies } from '../use-cases/dependencies.js';
import { endRun, type StartedRun, startRun } from './record-run.js';
import { rowSettingsDigest } from './row-settings-digest.js';
import { runProblem } from './run-problem.js';
import { progressOf } from './run-progress.js';
import { runSync } from './run-sync.js';
import type { SyncProblem, SyncRun } from './sync-run.js';
import { type SyncError, type SyncSession, withLease } from './sync-session.js';

/** How soon to look again when another instance holds the lease: it writes our changes too, unless it has just ended. */
const LEASE_RETRY_MS = 1_000;

/** The task that the scheduler runs: one sync run under the lease, recorded from start to end. */
export function makeSyncTask(deps: Dependencies): ScheduledTask {
  return async (context) => {
    const outcome = await withLease(deps, context, (session) => runIfNeeded(deps, session));
    if (outcome.isOk()) return outcome.value;
    deps.runWatcher.ended(undefined);
    if (outcome.error.type === 'lease_held') return { type: 'retry', afterMs: LEASE_RETRY_MS };
    deps.log.error('The store failed during a sync run', {
      code: outcome.error.type,
      reason: outcome.error.message,
    });
    return { type: 'retry', afterMs: undefined };
  };
}

const DONE: TaskOutcome = { type: 'done' };

function runIfNeeded(deps: Dependencies, session: SyncSession): ResultAsync<TaskOutcome, StoreError> {
  return safeTry(async function* () {
    const need = yield* whatIsNeeded(session);
    if (need === 'nothing') {
      deps.runWatcher.ended(undefined);
      return ok(DONE);
    }
    const started = yield* startRun(session);
    deps.observer.runStarted({ runId: started.run.run_id });
    const outcome = yield* carryOut(deps, inRun(session, started), started, need === 'look').orTee(
      ({ type }) => noteEnd(deps, started, 'interrupted', type),
    );
    return askForRest(deps).map(() => outcome);
  });
}

/** Whatever is done in the session from now on is told to be this run's. */
function inRun(session: SyncSession, { run }: StartedRun): SyncSession {
  const { run_id } = run;
  return { ...session, runId: run_id, log: logWith(session.log, { run_id }) };
}

/** Fails only with the store, so that how the run ended is not recorded. */
function carryOut(
  deps: Dependencies,
  session: SyncSession,
  started: StartedRun,
  look: boolean,
): ResultAsync<TaskOutcome, StoreError> {
  return safeTry(async function* () {
    const result = await runSync(session, { look, noteProgress: progressOf(session, started) });
    const state = yield* deps.store.syncState.read(session.target);
    const problem = result.isErr() ? runProblem(deps, result.error, state.problem) : undefined;
    const ended = yield* endRun(session, started, problem);
    noteEnd(deps, started, problem === undefined ? 'succeeded' : 'failed', problem?.code);
    logEnd(session, ended, state.problem);
    deps.runWatcher.ended(ended);
    if (result.isErr()) return ok({ type: 'retry' as const, afterMs: retryAfterMs(result.error) });
    // A tab that was set aside is mended by people, who tell nobody: look again, ever more rarely.
    return ok(state.tabProblems.length > 0 ? { type: 'retry' as const, afterMs: undefined } : DONE);
  });
}

function noteEnd(
  { observer, clock }: Dependencies,
  { run, startedAt }: StartedRun,
  result: ObservedRunEnd['result'],
  code: string | undefined,
): void {
  observer.runEnded({ runId: run.run_id, result, durationMs: clock.monotonic() - startedAt, code });
}

/**
 * `look`: the spreadsheet is read even if nothing is pending, since somebody asked for a run, a tab waits for people to
 * mend it, or the last run failed: only the spreadsheet can say that this is over.
 */
function whatIsNeeded(session: SyncSession): ResultAsync<'nothing' | 'sync' | 'look', StoreError> {
  const { store, target, settings, layouts } = session;
  return safeTry(async function* () {
    const state = yield* store.syncState.read(target);
    const runs = yield* store.syncState.runs(target, KEPT_RUNS);
    const isAsked = runs.some(({ status }) => status === 'queued');
    if (state.tabProblems.length > 0 || state.problem !== undefined || isAsked) return ok('look' as const);
    const { total } = yield* store.pending.count();
    const unsettled = yield* store.journal.unsettled(target);
    const upToDate =
      total === 0 &&
      unsettled.length === 0 &&
      state.requeueCursor === undefined &&
      isUnsetOr(target, yield* store.syncState.currentTarget()) &&
      isUnsetOr(rowSettingsDigest(settings, layouts), state.settingsDigest);
    return ok(upToDate ? ('nothing' as const) : ('sync' as const));
  });
}

/** What a run leaves behind or has made pending itself (rows that people moved under it) is the next one's. */
function askForRest({ store, scheduler }: Dependencies): ResultAsync<void, StoreError> {
  return store.pending
    .count()
    .andTee(({ total }) => {
      if (total > 0) scheduler.request('pending changes');
    })
    .map(() => undefined);
}

/** Before anything was ever written there is nothing that could be out of date. */
function isUnsetOr(expected: string, found: string | undefined): boolean {
  return found === undefined || found === expected;
}

/** What the service itself asked for; `undefined` leaves it to the scheduler's back-off. */
function retryAfterMs(error: SyncError): number | undefined {
  if (error.type === 'fence_lost') return LEASE_RETRY_MS;
  return 'retryAfterMs' in error ? error.retryAfterMs : undefined;
}

/** The same failure again is no news: the status tells since when. */
function logEnd({ log }: SyncSession, run: SyncRun, previous: SyncProblem | undefined): void {
  const { problem } = run;
  const fields = { changes: run.changes, reads: run.reads, writes: run.writes };
  if (problem !== undefined) {
    const level = previous?.code === problem.code ? 'debug' : 'warn';
    log[level](`Background sync failed: ${problem.message}`, {
      ...fields,
      code: problem.code,
      remedy: problem.remedy,
    });
    return;
  }
  const profiles = (run.tabs.profiles?.added ?? 0) + (run.tabs.profiles?.updated ?? 0);
  log.info(`Background sync successful: ${profiles} user profiles synced to Google Sheets`, fields);
}
