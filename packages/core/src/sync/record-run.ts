import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { StoreError } from '../ports/store-error.js';
import type { LastWrites, SyncState } from '../ports/sync-state-repo.js';
import { KEPT_RUNS } from '../ports/sync-state-repo.js';
import type { TabName } from '../tabs/tab-name.js';
import { dropSettledDoubts } from './look/doubtful-rows.js';
import type { SyncProblem, SyncRun } from './sync-run.js';
import type { SyncSession } from './sync-session.js';

/** A run that has begun. */
export interface StartedRun {
  readonly run: SyncRun;
  /** Others that were asked for at the same moment: they end with this one, and as it does. */
  readonly joined: readonly SyncRun[];
  /** By the monotonic clock, in milliseconds. */
  readonly startedAt: number;
}

/**
 * Begins the record of a run: the oldest one that somebody asked for, else a new one. Runs still called running are a
 * crashed process's, since the lease is ours now: they are closed.
 */
export function startRun(session: SyncSession): ResultAsync<StartedRun, StoreError> {
  const { store, target, ids, clock } = session;
  return safeTry(async function* () {
    const recent = yield* store.syncState.runs(target, KEPT_RUNS);
    const now = isoNow(session);
    for (const run of recent.filter(({ status }) => status === 'running')) {
      yield* store.syncState.saveRun(target, { ...run, status: 'failed', finished_at: now });
    }
    const [waiting, ...joined] = recent.filter(({ status }) => status === 'queued').reverse();
    const run: SyncRun = {
      ...(waiting ?? { run_id: ids.newId(), reason: 'pending changes', requested_at: now, ...NOTHING_DONE }),
      status: 'running',
      started_at: now,
    };
    yield* store.syncState.saveRun(target, run);
    return ok({ run, joined, startedAt: clock.monotonic() });
  });
}

const NOTHING_DONE = { batches: 0, reads: 0, writes: 0, changes: 0, tabs: {} };

/** Ends a run's record and notes in the target's state how it went. */
export function endRun(
  session: SyncSession,
  { run, joined, startedAt }: StartedRun,
  problem: SyncProblem | undefined,
): ResultAsync<SyncRun, StoreError> {
  const { store, sheets, target, clock, meter } = session;
  const durationMs = Math.round(clock.monotonic() - startedAt);
  const now = isoNow(session);
  const { tabs, ...counts } = meter;
  const ended: SyncRun = {
    ...run,
    ...counts,
    tabs: Object.fromEntries(tabs),
    status: problem === undefined ? 'succeeded' : 'failed',
    finished_at: now,
    duration_ms: durationMs,
    ...(problem === undefined ? {} : { problem }),
  };
  return safeTry(async function* () {
    const state = yield* store.syncState.read(target);
    yield* store.syncState.patch(target, {
      problem,
      lastRunAt: now,
      account: sheets.describe().account ?? state.account,
      ...(tabs.size === 0 ? {} : { lastWrites: withWrites(state.lastWrites, tabs.keys(), now) }),
      totals: addRun(state.totals, problem === undefined, durationMs),
      ...(problem === undefined ? { lastSuccessAt: now } : {}),
    });
    if (problem === undefined) yield* dropSettledDoubts(session, state.doubtfulRows);
    for (const { run_id, reason, requested_at } of joined) {
      yield* store.syncState.saveRun(target, { ...ended, run_id, reason, requested_at });
    }
    yield* store.syncState.saveRun(target, ended);
    return ok(ended);
  });
}

/** When each tab was last written, after it was done to some now. */
export function withWrites(before: LastWrites, written: Iterable<TabName>, now: string): LastWrites {
  return { ...before, ...Object.fromEntries([...written].map((tab) => [tab, now])) };
}

function addRun(totals: SyncState['totals'], succeeded: boolean, durationMs: number): SyncState['totals'] {
  return {
    runs: totals.runs + 1,
    succeeded: totals.succeeded + (succeeded ? 1 : 0),
    failed: totals.failed + (succeeded ? 0 : 1),
    lastDurationMs: durationMs,
  };
}

function isoNow({ clock }: Pick<SyncSession, 'clock'>): string {
  return new Date(clock.now()).toISOString();
}
