import {
  INITIAL_SYNC_STATE,
  KEPT_RUNS,
  type SyncProblem,
  type SyncRun,
  type SyncState,
} from '@quiz-sync/core';
import { aSyncRun } from '../builders/a-sync-record.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { TARGET } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

export function syncStateRepoContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('SyncStateRepo', () => {
    const subject = storeUnderTest(test, harness);
    patching(test, subject);
    keepingRuns(test, subject);
    adoptingTargets(test, subject);
    if (subject.abilities.survivesReopening === true) durability(test, subject);
  });
}

const PROBLEM: SyncProblem = {
  code: 'permission_denied',
  message: 'The spreadsheet is not shared with “sync@example.org”.',
  remedy: 'Share it with sync@example.org as Editor.',
  since: '2026-03-02T10:00:00.000Z',
  blocked: true,
};

const FULL_STATE: SyncState = {
  revision: 'revision_7',
  revisionGuard: 'not_honoured',
  spreadsheetTimeZone: 'Europe/Berlin',
  settingsDigest: 'digest',
  requeueCursor: '',
  requeued: 4_000,
  tabProblems: [{ ...PROBLEM, tab: 'profiles', code: 'protected' }],
  problem: PROBLEM,
  cells: {
    others: 26_000,
    othersAt: '2026-03-02T08:00:00.000Z',
    samples: [{ at: '2026-03-02T08:00:00.000Z', cells: 81_000 }],
  },
  cutRows: { rows: [{ tab: 'responses', key: 's1:0' }], further: true },
  doubtfulRows: { rows: [{ tab: 'profiles', key: 'u1' }], further: ['engagement'] },
  lastWrites: { responses: '2026-03-02T09:00:00.000Z' },
  lastVerification: {
    at: '2026-03-02T08:30:00.000Z',
    clean: false,
    repaired: false,
    tabs: [
      {
        tab: 'profiles',
        stored: 260,
        drift: { missing: 1, duplicate: 0, edited: 2, stale: 0, foreign: 0 },
      },
    ],
  },
  account: 'sync@example.org',
  lastSuccessAt: '2026-03-02T09:00:00.000Z',
  lastRunAt: '2026-03-02T10:00:00.000Z',
  totals: { runs: 12, succeeded: 9, failed: 3, lastDurationMs: 1_234.5 },
};

function patching({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('begins with the initial state', async () => {
    const state = await succeed(subject.store().syncState.read('never synced'));
    expect(state).toEqual(INITIAL_SYNC_STATE);
  });

  it('keeps every field', async () => {
    const { syncState } = subject.store();
    await succeed(syncState.patch(TARGET, FULL_STATE));
    expect(await succeed(syncState.read(TARGET))).toEqual(FULL_STATE);
    expect(await succeed(syncState.read('spreadsheet-2'))).toEqual(INITIAL_SYNC_STATE);
  });

  it('replaces the named fields alone', async () => {
    const { syncState } = subject.store();
    await succeed(syncState.patch(TARGET, FULL_STATE));
    await succeed(syncState.patch(TARGET, { settingsDigest: 'other', tabProblems: [] }));
    await succeed(syncState.patch(TARGET, {}));
    expect(await succeed(syncState.read(TARGET))).toEqual({
      ...FULL_STATE,
      settingsDigest: 'other',
      tabProblems: [],
    });
  });

  it('clears a field by an explicit undefined', async () => {
    const { syncState } = subject.store();
    await succeed(syncState.patch(TARGET, FULL_STATE));
    const cleared = {
      problem: undefined,
      requeueCursor: undefined,
      revision: undefined,
      revisionGuard: undefined,
      lastSuccessAt: undefined,
    };
    await succeed(syncState.patch(TARGET, cleared));
    expect(await succeed(syncState.read(TARGET))).toEqual({ ...FULL_STATE, ...cleared });
  });

  it('loses none of several patches at once', async () => {
    const { syncState } = subject.store();
    await Promise.all([
      succeed(syncState.patch(TARGET, { revision: 'revision_7', lastRunAt: FULL_STATE.lastRunAt })),
      succeed(syncState.patch(TARGET, { problem: PROBLEM })),
      succeed(syncState.patch(TARGET, { settingsDigest: 'digest' })),
    ]);
    expect(await succeed(syncState.read(TARGET))).toEqual({
      ...INITIAL_SYNC_STATE,
      revision: 'revision_7',
      lastRunAt: FULL_STATE.lastRunAt,
      problem: PROBLEM,
      settingsDigest: 'digest',
    });
  });
}

/** Runs in the order they were asked for. */
function aRunAt(index: number, overrides: Partial<SyncRun> = {}): SyncRun {
  const requested_at = new Date(Date.parse('2026-03-02T10:00:00.000Z') + index * 1_000).toISOString();
  return aSyncRun({ run_id: `run-${index}`, requested_at, ...overrides });
}

function keepingRuns({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('answers runs newest first, at most so many, by spreadsheet', async () => {
    const { syncState } = subject.store();
    expect(await succeed(syncState.runs(TARGET, 10))).toEqual([]);
    for (const index of [0, 1, 2]) await succeed(syncState.saveRun(TARGET, aRunAt(index)));
    await succeed(syncState.saveRun('spreadsheet-2', aRunAt(9)));
    expect(await succeed(syncState.runs(TARGET, 10))).toEqual([aRunAt(2), aRunAt(1), aRunAt(0)]);
    expect(await succeed(syncState.runs(TARGET, 2))).toEqual([aRunAt(2), aRunAt(1)]);
  });

  it('replaces a run in its place', async () => {
    const { syncState } = subject.store();
    const { started_at: _, finished_at: __, duration_ms: ___, ...bare } = aRunAt(0);
    await succeed(syncState.saveRun(TARGET, { ...bare, status: 'queued' }));
    await succeed(syncState.saveRun(TARGET, aRunAt(1)));
    const failed = aRunAt(0, { status: 'failed', problem: PROBLEM, tabs: {} });
    await succeed(syncState.saveRun(TARGET, failed));
    expect(await succeed(syncState.runs(TARGET, 10))).toEqual([aRunAt(1), failed]);
  });

  it('finds a run by its id', async () => {
    const { syncState } = subject.store();
    await succeed(syncState.saveRun(TARGET, aRunAt(1)));
    expect(await succeed(syncState.findRun(TARGET, 'run-1'))).toEqual(aRunAt(1));
    expect(await succeed(syncState.findRun(TARGET, 'run-2'))).toBeUndefined();
    expect(await succeed(syncState.findRun('spreadsheet-2', 'run-1'))).toBeUndefined();
  });

  it('keeps the last runs that ended, and all that did not', async () => {
    const { syncState } = subject.store();
    await succeed(syncState.saveRun(TARGET, aRunAt(0, { status: 'queued' })));
    await succeed(syncState.saveRun(TARGET, aRunAt(1, { status: 'running' })));
    for (let index = 2; index < KEPT_RUNS + 12; index += 1)
      await succeed(syncState.saveRun(TARGET, aRunAt(index, { status: index % 2 ? 'failed' : 'skipped' })));
    const kept = (await succeed(syncState.runs(TARGET, 1_000))).map(({ run_id }) => run_id);
    expect(kept).toHaveLength(KEPT_RUNS + 2);
    expect(kept.at(0)).toBe(`run-${KEPT_RUNS + 11}`);
    expect(kept.slice(-3)).toEqual(['run-12', 'run-1', 'run-0']);
    expect(await succeed(syncState.findRun(TARGET, 'run-11'))).toBeUndefined();
  });
}

function adoptingTargets({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('knows no spreadsheet at first, and asks for nothing again on account of the first', async () => {
    const { syncState } = subject.store();
    expect(await succeed(syncState.currentTarget())).toBeUndefined();
    await succeed(syncState.adoptTarget(TARGET));
    expect(await succeed(syncState.currentTarget())).toBe(TARGET);
    expect((await succeed(syncState.read(TARGET))).requeueCursor).toBeUndefined();
  });

  it('asks for everything again on another spreadsheet, also on one used before', async () => {
    const { syncState } = subject.store();
    await succeed(syncState.adoptTarget(TARGET));
    await succeed(syncState.patch(TARGET, { revision: 'revision_7' }));
    await succeed(syncState.adoptTarget('spreadsheet-2'));
    expect(await succeed(syncState.currentTarget())).toBe('spreadsheet-2');
    expect(await succeed(syncState.read('spreadsheet-2'))).toEqual({
      ...INITIAL_SYNC_STATE,
      requeueCursor: '',
    });
    expect((await succeed(syncState.read(TARGET))).requeueCursor).toBeUndefined();
    await succeed(syncState.adoptTarget(TARGET));
    expect(await succeed(syncState.read(TARGET))).toMatchObject({
      revision: 'revision_7',
      requeueCursor: '',
    });
  });

  it('leaves the current one as it is when adopted again', async () => {
    const { syncState } = subject.store();
    await succeed(syncState.adoptTarget('spreadsheet-2'));
    await succeed(syncState.adoptTarget(TARGET));
    await succeed(syncState.patch(TARGET, { requeueCursor: 'half way' }));
    await succeed(syncState.adoptTarget(TARGET));
    expect((await succeed(syncState.read(TARGET))).requeueCursor).toBe('half way');
  });
}

function durability({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('has all of it after reopening', async () => {
    const { syncState } = subject.store();
    await succeed(syncState.adoptTarget(TARGET));
    await succeed(syncState.patch(TARGET, FULL_STATE));
    await succeed(syncState.saveRun(TARGET, aRunAt(1)));
    const reopened = (await subject.reopen()).syncState;
    expect(await succeed(reopened.currentTarget())).toBe(TARGET);
    expect(await succeed(reopened.read(TARGET))).toEqual(FULL_STATE);
    expect(await succeed(reopened.runs(TARGET, 10))).toEqual([aRunAt(1)]);
  });
}
