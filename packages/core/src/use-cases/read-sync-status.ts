import { ResultAsync } from 'neverthrow';
import { cellUse } from '../cells/cell-use.js';
import type { LeaseHolder, ToldHandover } from '../ports/lease.js';
import type { PendingCount } from '../ports/pending-changes.js';
import type { Scheduler, SchedulerState } from '../ports/scheduler.js';
import type { SheetsPort } from '../ports/sheets-port.js';
import type { StoreError } from '../ports/store-error.js';
import { KEPT_RUNS, type SyncState } from '../ports/sync-state-repo.js';
import type { SyncRun } from '../sync/sync-run.js';
import type { TabName } from '../tabs/tab-name.js';
import { currentRun } from './current-run.js';
import type { Dependencies } from './dependencies.js';
import { type SyncSituation, syncStateName, syncSummary } from './describe-sync.js';
import { explained } from './explained-problem.js';
import { namesOfSpreadsheet } from './names-of-spreadsheet.js';
import { quotaStatus } from './quota-status.js';
import { revisionReport } from './revision-trust.js';
import { setAside } from './set-aside.js';
import { countStoredRows, type StoredRows } from './stored-rows.js';
import type { SyncStatus } from './sync-status.js';
import { tabStatuses } from './tab-statuses.js';

type Reading = Pick<Dependencies, 'store' | 'clock' | 'settings' | 'layouts' | 'quota'> & {
  readonly sheets: Pick<SheetsPort, 'target' | 'describe'>;
  readonly scheduler: Pick<Scheduler, 'look'>;
};

/** See {@link QuizSync.syncStatus}. */
export function readSyncStatus(deps: Reading): ResultAsync<SyncStatus, StoreError> {
  const { store, sheets, scheduler } = deps;
  const { target } = sheets;
  return ResultAsync.combine([
    store.pending.count(),
    store.syncState.read(target),
    store.syncState.runs(target, KEPT_RUNS),
    store.ledger.countRows(target),
    store.lease.current(target),
    store.lease.lastHandover(target),
    store.submissions.count(),
    scheduler.look(),
  ]).andThen(([pending, state, runs, rows, holder, handover, counts, scheduled]) =>
    countStoredRows(deps, { pending, state }).map((stored) =>
      statusOf(deps, { pending, state, runs, rows, holder, handover, counts, stored, scheduled }),
    ),
  );
}

/** What the store and the scheduler say, in one look. */
export interface StatusFacts {
  readonly pending: PendingCount;
  readonly state: SyncState;
  readonly runs: readonly SyncRun[];
  readonly rows: ReadonlyMap<TabName, number>;
  readonly holder: LeaseHolder | undefined;
  readonly handover: ToldHandover | undefined;
  readonly counts: { readonly submissions: number; readonly responses: number };
  readonly stored: StoredRows | undefined;
  readonly scheduled: SchedulerState;
}

function statusOf(deps: Reading, facts: StatusFacts): SyncStatus {
  const { sheets, settings } = deps;
  const { pending, state, holder, counts, scheduled } = facts;
  const { phase, nextAttemptAt } = scheduled;
  const names = namesOfSpreadsheet(deps, state);
  const situation = situationOf(deps, facts);
  return {
    state: syncStateName(situation),
    summary: syncSummary(situation),
    target: sheets.target,
    ...names,
    pending: { ...pending.byKind, total: pending.total },
    oldest_pending_since: pending.oldestSince,
    oldest_pending_age_ms: situation.oldestAgeMs,
    progress: progressOf(facts),
    last_success_at: state.lastSuccessAt,
    last_error: state.problem && explained(state.problem, names),
    next_attempt_at: nextAttemptAt === undefined ? undefined : new Date(nextAttemptAt).toISOString(),
    tabs: tabStatuses(deps, facts),
    cells: cellUse(state.cells, deps.clock.now()),
    quota: quotaStatus(deps, facts),
    set_aside: setAside(deps, facts),
    last_verification: state.lastVerification,
    cut_rows: state.cutRows?.rows.length ?? 0,
    lease: holder,
    ...revisionReport(state),
    ...counts,
    runs: facts.runs,
    is_running: phase !== 'stopped',
    sync_in_progress: situation.inProgress,
    sync_enabled: settings.syncEnabled,
    last_sync_time: state.lastSuccessAt,
    statistics: statisticsOf(state),
  };
}

function progressOf({ runs, holder }: StatusFacts): SyncStatus['progress'] {
  const run = currentRun(runs, holder);
  return run?.progress && { ...run.progress, since: run.started_at };
}

function situationOf({ clock, settings }: Reading, facts: StatusFacts): SyncSituation {
  const { pending, state, runs, holder } = facts;
  const { nextAttemptAt } = facts.scheduled;
  const now = clock.now();
  return {
    enabled: settings.syncEnabled,
    // By its record alone, which all instances see, and not by what this one is about to do.
    inProgress: currentRun(runs, holder) !== undefined,
    waiting: pending.total,
    // The store's clock may be a little ahead of ours.
    oldestAgeMs:
      pending.oldestSince === undefined ? undefined : Math.max(0, now - Date.parse(pending.oldestSince)),
    rebuilding: state.requeueCursor !== undefined,
    problem: state.problem,
    tabProblems: state.tabProblems,
    nextAttemptInMs: nextAttemptAt === undefined ? undefined : Math.max(0, nextAttemptAt - now),
  };
}

function statisticsOf({ totals }: SyncState): SyncStatus['statistics'] {
  return {
    total_syncs: totals.runs,
    successful_syncs: totals.succeeded,
    failed_syncs: totals.failed,
    last_sync_duration: totals.lastDurationMs === undefined ? undefined : totals.lastDurationMs / 1_000,
  };
}
