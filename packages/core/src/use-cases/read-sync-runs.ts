import type { ResultAsync } from 'neverthrow';
import type { StoreError } from '../ports/store-error.js';
import { KEPT_RUNS } from '../ports/sync-state-repo.js';
import type { SyncRun } from '../sync/sync-run.js';
import type { Dependencies } from './dependencies.js';

type Reading = Pick<Dependencies, 'store' | 'sheets'>;

/** See {@link QuizSync.syncRuns}. */
export function readSyncRuns({ store, sheets }: Reading, limit: number): ResultAsync<SyncRun[], StoreError> {
  return store.syncState.runs(sheets.target, Math.min(limit, KEPT_RUNS));
}

/** See {@link QuizSync.syncRun}. */
export function readSyncRun(
  { store, sheets }: Reading,
  runId: string,
): ResultAsync<SyncRun | undefined, StoreError> {
  return store.syncState.findRun(sheets.target, runId);
}
