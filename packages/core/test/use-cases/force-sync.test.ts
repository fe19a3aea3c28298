import { aSyncRun } from '@quiz-sync/testing';
import { okAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import type { SyncRun } from '../../src/sync/sync-run.js';
import { forceSync } from '../../src/use-cases/force-sync.js';
import { makeDependencies } from './make-dependencies.js';

const target = 'spreadsheet-1';
const NOTHING_DONE = { batches: 0, reads: 0, writes: 0, changes: 0, tabs: {} };

function running(run_id: string): SyncRun {
  return {
    run_id,
    status: 'running',
    reason: 'pending changes',
    requested_at: '2026-03-02T09:59:00.000Z',
    ...NOTHING_DONE,
  };
}

function queued(run_id: string): SyncRun {
  return { ...running(run_id), status: 'queued', reason: 'force' };
}

/** Dependencies whose scheduler carries out an attempt when told to: `attempt` says what becomes of the runs. */
function withTask(attempt: (deps: ReturnType<typeof makeDependencies>) => Promise<SyncRun | undefined>) {
  const deps = makeDependencies();
  deps.scheduler.start(async () => {
    deps.runWatcher.ended(await attempt(deps));
    return { type: 'done' };
  });
  return deps;
}

/** Lets everything go on that waits for nothing but its turn. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('forceSync', () => {
  it('queues a run, asks for it urgently, and says so in the words that people search for', async () => {
    const deps = makeDependencies();
    const run = (await forceSync(deps))._unsafeUnwrap();
    expect(run).toEqual({
      run_id: 'id-1',
      status: 'queued',
      reason: 'force',
      requested_at: '2026-03-02T10:00:00.000Z',
      ...NOTHING_DONE,
    });
    expect((await deps.store.syncState.runs(target, 10))._unsafeUnwrap()).toEqual([run]);
    expect(deps.scheduler.requests).toEqual([{ reason: 'force', urgent: true }]);
    expect(deps.log.entries).toEqual([
      { level: 'info', message: 'Forcing immediate sync to Google Sheets', fields: {} },
    ]);
  });

  it('joins the run that is asked for already, and asks again in case its process is gone', async () => {
    const deps = makeDependencies();
    const first = (await forceSync(deps))._unsafeUnwrap();
    expect((await forceSync(deps))._unsafeUnwrap()).toEqual(first);
    expect((await deps.store.syncState.runs(target, 10))._unsafeUnwrap()).toHaveLength(1);
    expect(deps.scheduler.requests).toHaveLength(2);
  });

  it('joins the run in progress here', async () => {
    const deps = makeDependencies();
    await deps.store.syncState.saveRun(target, running('run-1'));
    await deps.store.lease.acquire(target, 'here', 10_000);
    expect((await forceSync(deps))._unsafeUnwrap()).toEqual(running('run-1'));
    expect(deps.scheduler.requests).toEqual([]);
  });

  it('does not join a run whose process died: nobody holds the lease', async () => {
    const deps = makeDependencies();
    await deps.store.syncState.saveRun(target, running('run-1'));
    await deps.store.lease.acquire(target, 'gone', 10_000);
    deps.clock.advance(10_000);
    expect((await forceSync(deps))._unsafeUnwrap()).toMatchObject({ run_id: 'id-1', status: 'queued' });
  });

  it('does not join a run whose process died when a later one has ended since', async () => {
    const deps = makeDependencies();
    await deps.store.syncState.saveRun(target, running('run-1'));
    await deps.store.syncState.saveRun(target, aSyncRun({ run_id: 'run-2' }));
    await deps.store.lease.acquire(target, 'another', 10_000);
    expect((await forceSync(deps))._unsafeUnwrap()).toMatchObject({ run_id: 'id-1', status: 'queued' });
  });

  it('is refused while syncing is switched off', async () => {
    const deps = makeDependencies({ syncEnabled: false });
    expect((await forceSync(deps))._unsafeUnwrapErr()).toEqual({ type: 'sync_disabled' });
    expect(deps.log.entries).toEqual([]);
  });

  it('answers a failed run when the scheduler has stopped', async () => {
    const deps = makeDependencies();
    await deps.scheduler.stop();
    const run = (await forceSync(deps, { wait: true }))._unsafeUnwrap();
    expect(run).toMatchObject({ status: 'failed', problem: { code: 'scheduler_stopped', blocked: false } });
    expect((await deps.store.syncState.findRun(target, run.run_id))._unsafeUnwrap()).toEqual(run);
  });

  it('hands on what the store says', async () => {
    const deps = makeDependencies();
    deps.store.faults.failNext('syncState.saveRun');
    expect((await forceSync(deps))._unsafeUnwrapErr().type).toBe('store_unavailable');
    expect(deps.scheduler.requests).toEqual([]);
  });
});

describe('forceSync that waits', () => {
  it('answers the run as it ended', async () => {
    const deps = withTask(async ({ store }) => {
      const ended = aSyncRun({ run_id: 'id-1' });
      await store.syncState.saveRun(target, ended);
      return ended;
    });
    const forced = forceSync(deps, { wait: true });
    await settled();
    await deps.scheduler.runDue();
    expect((await forced)._unsafeUnwrap()).toEqual(aSyncRun({ run_id: 'id-1' }));
  });

  it('does not miss an end that falls between asking and listening', async () => {
    const deps = makeDependencies();
    const ended = aSyncRun({ run_id: 'id-1' });
    deps.store.faults.beforeNext('syncState.findRun', async () => {
      await deps.store.syncState.saveRun(target, ended);
      deps.runWatcher.ended(ended);
    });
    expect((await forceSync(deps, { wait: true }))._unsafeUnwrap()).toEqual(ended);
  });

  it('goes on waiting, and has another attempt made, while another instance has the run', async () => {
    let attempts = 0;
    const deps = withTask(async ({ store }) => {
      attempts += 1;
      if (attempts === 3) await store.syncState.saveRun(target, aSyncRun({ run_id: 'theirs' }));
      return undefined; // The lease is held, or there is nothing left to do.
    });
    await deps.store.syncState.saveRun(target, running('theirs'));
    await deps.store.lease.acquire(target, 'another', 10_000);
    const forced = forceSync(deps, { wait: true });
    for (let turn = 1; turn <= 3; turn++) {
      await settled();
      expect(await deps.scheduler.runDue()).toEqual({ type: 'done' });
    }
    expect((await forced)._unsafeUnwrap()).toEqual(aSyncRun({ run_id: 'theirs' }));
    expect(attempts).toBe(3);
  });

  it('sees the end of a run that another instance does, though no attempt of this one ends', async () => {
    const deps = makeDependencies();
    let looks = 0;
    const sleep = async (ms: number) => {
      deps.clock.advance(ms);
      looks += 1;
      if (looks === 3) await deps.store.syncState.saveRun(target, aSyncRun({ run_id: 'id-1' }));
    };
    const scheduler = { ...deps.scheduler, sleep };
    const forced = await forceSync({ ...deps, scheduler }, { wait: true });
    expect(forced._unsafeUnwrap()).toEqual(aSyncRun({ run_id: 'id-1' }));
    expect(deps.scheduler.requests).toHaveLength(1);
  });

  it('gets a run started that an earlier process queued and left behind', async () => {
    const deps = withTask(async ({ store }) => {
      const ended = aSyncRun({ run_id: 'orphan' });
      await store.syncState.saveRun(target, ended);
      return ended;
    });
    await deps.store.syncState.saveRun(target, queued('orphan'));
    const forced = forceSync(deps, { wait: true });
    await settled();
    await deps.scheduler.runDue();
    expect((await forced)._unsafeUnwrap().run_id).toBe('orphan');
  });

  it('is let go with the run as it is when this process stops syncing', async () => {
    const deps = makeDependencies();
    const forced = forceSync(deps, { wait: true });
    await settled();
    deps.runWatcher.close();
    expect((await forced)._unsafeUnwrap()).toMatchObject({ run_id: 'id-1', status: 'queued' });
    expect((await forceSync(deps, { wait: true }))._unsafeUnwrap().status).toBe('queued');
  });

  it('does not wait for another’s run when no attempt of ours will tell of its end', async () => {
    const deps = makeDependencies();
    await deps.store.syncState.saveRun(target, running('theirs'));
    await deps.store.lease.acquire(target, 'another', 10_000);
    await deps.scheduler.stop();
    expect((await forceSync(deps, { wait: true }))._unsafeUnwrap()).toEqual(running('theirs'));
  });

  it('answers what is known of a run that the store has forgotten', async () => {
    const deps = makeDependencies();
    const forgetful = { ...deps.store.syncState, findRun: () => okAsync(undefined) };
    const run = await forceSync({ ...deps, store: { ...deps.store, syncState: forgetful } }, { wait: true });
    expect(run._unsafeUnwrap().run_id).toBe('id-1');
  });
});
