import { aSyncRun } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { readSyncRun, readSyncRuns } from '../../src/use-cases/read-sync-runs.js';
import { makeDependencies } from './make-dependencies.js';

async function withRuns() {
  const deps = makeDependencies();
  for (const run_id of ['run-1', 'run-2', 'run-3']) {
    await deps.store.syncState.saveRun('spreadsheet-1', aSyncRun({ run_id }));
  }
  await deps.store.syncState.saveRun('another-spreadsheet', aSyncRun({ run_id: 'run-4' }));
  return deps;
}

describe('readSyncRuns', () => {
  it('answers the newest of this spreadsheet', async () => {
    const runs = (await readSyncRuns(await withRuns(), 2))._unsafeUnwrap();
    expect(runs.map(({ run_id }) => run_id)).toEqual(['run-3', 'run-2']);
  });
});

describe('readSyncRun', () => {
  it('finds a run of this spreadsheet by its id', async () => {
    const deps = await withRuns();
    expect((await readSyncRun(deps, 'run-2'))._unsafeUnwrap()).toEqual(aSyncRun({ run_id: 'run-2' }));
    expect((await readSyncRun(deps, 'run-4'))._unsafeUnwrap()).toBeUndefined();
  });
});
