import type { SyncRun, SyncState } from '@quiz-sync/core';
import { hasEnded, INITIAL_SYNC_STATE, KEPT_RUNS } from '@quiz-sync/core/light';
import { ok, type Result } from 'neverthrow';
import { json, text } from './columns.js';
import type { Connection } from './connection.js';
import type { WorkerRepo } from './protocol.js';

export function syncStateRepo(connection: Connection) {
  const { sql, write } = connection;

  function read(target: string): Result<SyncState, never> {
    return ok(readState(connection, target));
  }

  function patch(target: string, changes: Partial<SyncState>): Result<void, never> {
    return ok(write(() => patchState(connection, target, changes)));
  }

  function saveRun(target: string, run: SyncRun): Result<void, never> {
    write(() => {
      putRun(connection, target, run);
      sql(FORGET_RUNS).run(target, target, KEPT_RUNS);
    });
    return ok(undefined);
  }

  function runs(target: string, limit: number): Result<SyncRun[], never> {
    const rows = sql('SELECT run FROM sync_runs WHERE target = ? ORDER BY seq DESC LIMIT ?').all(
      target,
      limit,
    );
    return ok(rows.map((row) => json<SyncRun>(row, 'run')));
  }

  function findRun(target: string, runId: string): Result<SyncRun | undefined, never> {
    const row = sql('SELECT run FROM sync_runs WHERE target = ? AND run_id = ?').get(target, runId);
    return ok(row === undefined ? undefined : json<SyncRun>(row, 'run'));
  }

  function adoptTarget(target: string): Result<void, never> {
    write(() => {
      const before = currentTarget(connection);
      adopt(connection, target);
      if (before !== undefined && before !== target) patchState(connection, target, { requeueCursor: '' });
    });
    return ok(undefined);
  }

  return {
    read,
    patch,
    saveRun,
    runs,
    findRun,
    currentTarget: () => ok(currentTarget(connection)),
    adoptTarget,
  } satisfies WorkerRepo<'syncState'>;
}

/** Inside a transaction. An explicit `undefined` clears a field: JSON leaves it out. */
export function patchState(connection: Connection, target: string, changes: Partial<SyncState>): void {
  const state = { ...storedState(connection, target), ...changes };
  connection.sql(PUT_STATE).run(target, JSON.stringify(state));
}

/** Inside a transaction. Adds or replaces a run, and forgets none. */
export function putRun({ sql }: Connection, target: string, run: SyncRun): void {
  sql(SAVE_RUN).run(target, run.run_id, hasEnded(run) ? 1 : 0, JSON.stringify(run));
}

/** Inside a transaction. Makes nothing pending. */
export function adopt({ sql }: Connection, target: string): void {
  sql(ADOPT).run(target);
}

export function readState(connection: Connection, target: string): SyncState {
  return { ...INITIAL_SYNC_STATE, ...storedState(connection, target) };
}

export function currentTarget({ sql }: Connection): string | undefined {
  const row = sql('SELECT target FROM current_target').get();
  return row && text(row, 'target');
}

function storedState({ sql }: Connection, target: string): Partial<SyncState> {
  const row = sql('SELECT state FROM sync_state WHERE target = ?').get(target);
  return row === undefined ? {} : json<Partial<SyncState>>(row, 'state');
}

const PUT_STATE = `
  INSERT INTO sync_state (target, state) VALUES (?, ?) ON CONFLICT (target) DO UPDATE SET state = excluded.state`;

const SAVE_RUN = `
  INSERT INTO sync_runs (target, run_id, ended, run) VALUES (?, ?, ?, ?)
  ON CONFLICT (target, run_id) DO UPDATE SET ended = excluded.ended, run = excluded.run`;

const FORGET_RUNS = `
  DELETE FROM sync_runs WHERE target = ? AND ended = 1 AND seq NOT IN (
    SELECT seq FROM sync_runs WHERE target = ? AND ended = 1 ORDER BY seq DESC LIMIT ?)`;

const ADOPT = `
  INSERT INTO current_target (id, target) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET target = excluded.target`;
