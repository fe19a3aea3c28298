import {
  aJournalEntry,
  aLedgerEntry,
  aSubmission,
  aSyncRun,
  someEffects,
  someResponses,
} from '@quiz-sync/testing';
import { okAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/errors/error-codes.js';
import { readSyncStatus } from '../../src/use-cases/read-sync-status.js';
import { makeDependencies } from './make-dependencies.js';

const target = 'spreadsheet-1';

describe('readSyncStatus', () => {
  it('of a new installation is in sync, with nothing anywhere', async () => {
    const status = (await readSyncStatus(makeDependencies()))._unsafeUnwrap();
    expect(status).toEqual({
      state: 'in_sync',
      summary: 'in sync',
      target,
      spreadsheet_url: `https://sheets.example.org/${target}`,
      account: 'sync@example.org',
      pending: { submission: 0, completion: 0, learner: 0, course: 0, session: 0, total: 0 },
      oldest_pending_since: undefined,
      oldest_pending_age_ms: undefined,
      last_success_at: undefined,
      last_error: undefined,
      next_attempt_at: undefined,
      tabs: ['QuizResponses', 'UserProfiles', 'course_statistics', 'CourseProgress', 'EngagementLogs'].map(
        (title, index) => ({
          tab: ['responses', 'profiles', 'course_statistics', 'course_progress', 'engagement'][index],
          title,
          rows: 0,
          rows_in_store: 0,
          rows_in_store_at: undefined,
          last_write_at: undefined,
          problem: undefined,
        }),
      ),
      cells: undefined,
      quota: { calls_left: 6, calls_at_most: 6, level: 6, calls_per_minute: 54, last_hit: undefined },
      set_aside: { rows: 0, further: false, reasons: [] },
      last_verification: undefined,
      runs: [],
      cut_rows: 0,
      progress: undefined,
      lease: undefined,
      revision: 'unproven',
      revision_meaning: expect.stringContaining('quiz-sync setup'),
      submissions: 0,
      responses: 0,
      is_running: true,
      sync_in_progress: false,
      sync_enabled: true,
      last_sync_time: undefined,
      statistics: { total_syncs: 0, successful_syncs: 0, failed_syncs: 0, last_sync_duration: undefined },
    });
  });

  it('tells what waits, since when', async () => {
    const deps = makeDependencies();
    await deps.store.submissions.insert(aSubmission({ responses: someResponses(4) }));
    deps.clock.advance(8_000);
    await deps.store.learners.upsert('ada', {});
    deps.clock.advance(4_000);
    expect((await readSyncStatus(deps))._unsafeUnwrap()).toMatchObject({
      state: 'pending',
      summary: '2 waiting since 12 s',
      pending: { submission: 1, learner: 1, total: 2 },
      oldest_pending_since: '2026-03-02T10:00:00.000Z',
      oldest_pending_age_ms: 12_000,
      submissions: 1,
      responses: 4,
    });
  });

  it('does not count backwards when the clock of the store is ahead', async () => {
    const deps = makeDependencies();
    await deps.store.learners.upsert('ada', {});
    deps.clock.jumpTo(deps.clock.now() - 60_000);
    expect((await readSyncStatus(deps))._unsafeUnwrap().oldest_pending_age_ms).toBe(0);
  });

  it('tells how the last runs went, in the names that people already read', async () => {
    const deps = makeDependencies();
    await deps.store.syncState.patch(target, {
      lastSuccessAt: '2026-03-02T09:00:00.000Z',
      totals: { runs: 5, succeeded: 3, failed: 2, lastDurationMs: 1_250 },
    });
    expect((await readSyncStatus(deps))._unsafeUnwrap()).toMatchObject({
      last_success_at: '2026-03-02T09:00:00.000Z',
      last_sync_time: '2026-03-02T09:00:00.000Z',
      statistics: { total_syncs: 5, successful_syncs: 3, failed_syncs: 2, last_sync_duration: 1.25 },
    });
  });

  it('shows the last error with its remedy, and when the next attempt is', async () => {
    const deps = makeDependencies();
    const problem = {
      code: 'unavailable',
      message: 'Google cannot be reached',
      remedy: 'Wait.',
      since: '2026-03-02T09:00:00.000Z',
      blocked: false,
    };
    await deps.store.syncState.patch(target, { problem });
    const waiting = { phase: 'waiting', nextAttemptAt: deps.clock.now() + 8_000, failures: 3 } as const;
    const scheduler = { ...deps.scheduler, look: () => okAsync(waiting) };
    expect((await readSyncStatus({ ...deps, scheduler }))._unsafeUnwrap()).toMatchObject({
      state: 'failing',
      summary: 'failing: Google cannot be reached (next attempt in 8 s)',
      last_error: problem,
      next_attempt_at: '2026-03-02T10:00:08.000Z',
    });
  });

  it('shows tabs with their configured titles, rows and what sets them aside', async () => {
    const deps = makeDependencies({ tabs: { profiles: { title: 'Lernende' } } });
    const { store } = deps;
    const { fence } = (await store.lease.acquire(target, 'here', 1_000))._unsafeUnwrap();
    const entries = [aLedgerEntry(), aLedgerEntry({ key: 'learner-2', row: 2, owner: 'learner-2' })];
    await store.journal.record(aJournalEntry({ effects: someEffects({ entries }) }), fence);
    (await store.journal.settle(target, 'revision_1', fence))._unsafeUnwrap();
    const problem = {
      tab: 'profiles',
      code: 'tab_headers_missing',
      message: 'Tab "Lernende" has lost the header "email"',
      remedy: 'Mend it.',
      since: '2026-03-02T09:00:00.000Z',
      blocked: true,
    } as const;
    await store.syncState.patch(target, { tabProblems: [problem] });
    const status = (await readSyncStatus(deps))._unsafeUnwrap();
    expect(status.tabs[1]).toMatchObject({ tab: 'profiles', title: 'Lernende', rows: 2, problem });
    const { title, cause } = ERROR_CODES.tab_headers_missing;
    expect(status.tabs[1]?.problem).toMatchObject({ title, cause, command: 'npx quiz-sync doctor' });
    expect(status.tabs[0]).toMatchObject({ title: 'QuizResponses', rows: 0, problem: undefined });
    const { message, remedy, code } = problem;
    const reason = { code, tab: 'profiles', tab_title: 'Lernende', rows: undefined, message, remedy };
    expect(status.set_aside).toEqual({ rows: 0, further: false, reasons: [reason] });
    expect(status).toMatchObject({
      state: 'blocked',
      summary: 'blocked: Tab "Lernende" has lost the header "email"',
    });
  });

  it('explains a problem by the one table of codes, and passes on one of a newer version', async () => {
    const deps = makeDependencies();
    const known = {
      code: 'spreadsheet_not_shared',
      message: 'Not shared: 403',
      remedy: 'Share it.',
      since: '2026-03-02T09:00:00.000Z',
      blocked: true,
    };
    await deps.store.syncState.patch(target, { problem: known });
    expect((await readSyncStatus(deps))._unsafeUnwrap().last_error).toEqual({
      ...known,
      title: 'The spreadsheet is not shared with sync@example.org',
      cause: ERROR_CODES.spreadsheet_not_shared.cause,
      command: 'npx quiz-sync doctor',
    });
    await deps.store.syncState.patch(target, { problem: { ...known, code: 'toString' } });
    expect((await readSyncStatus(deps))._unsafeUnwrap().last_error).toMatchObject({
      title: known.message,
      cause: '',
      command: undefined,
    });
  });

  it('counts rows whose text was cut, by tab', async () => {
    const deps = makeDependencies();
    const rows = ['s1:0', 's2:0'].map((key) => ({ tab: 'responses', key }) as const);
    await deps.store.syncState.patch(target, { cutRows: { rows, further: true } });
    const { set_aside, cut_rows } = (await readSyncStatus(deps))._unsafeUnwrap();
    expect(cut_rows).toBe(2);
    expect(set_aside).toMatchObject({
      rows: 2,
      further: true,
      reasons: [{ code: 'text_cut', tab_title: 'QuizResponses', rows: 2 }],
    });
  });

  it('says what the last caller left of the quota, and when Google last refused for one, and which', async () => {
    const deps = makeDependencies();
    for (let call = 0; call < 8; call += 1) deps.quota.take(); // Its own count, which nobody was told of.
    const { lease } = deps.store;
    const { fence } = (await lease.acquire(target, 'there', 10_000))._unsafeUnwrap();
    await lease.renew(target, fence, 10_000, { holder: 'there', callsLeft: 0.5 });
    deps.clock.advance(2_000);
    const problem = {
      code: 'rate_limited',
      message: 'Slow down',
      remedy: 'Wait.',
      since: '2026-03-02T09:00:00.000Z',
      blocked: false,
      quota: { calls: 'write', per: 'user' },
    } as const;
    await deps.store.syncState.saveRun(target, aSyncRun({ run_id: 'r1', status: 'failed', problem }));
    await deps.store.syncState.saveRun(target, aSyncRun({ run_id: 'r2' }));
    const { quota, runs } = (await readSyncStatus(deps))._unsafeUnwrap();
    expect(quota).toEqual({
      calls_left: 2,
      calls_at_most: 6,
      level: 2.3,
      calls_per_minute: 54,
      last_hit: { at: '2026-03-02T10:00:01.250Z', calls: 'write', per: 'user' },
    });
    expect(runs.map(({ run_id }) => run_id)).toEqual(['r2', 'r1']);
  });

  it('counts rows as they are stored, and of a tab that stands still tells what was verified last', async () => {
    const deps = makeDependencies();
    await deps.store.submissions.insert(aSubmission({ responses: someResponses(4) }));
    const drift = { missing: 0, duplicate: 0, edited: 0, stale: 0, foreign: 0 };
    const lastVerification = {
      at: '2026-03-02T09:00:00.000Z',
      clean: true,
      repaired: false,
      tabs: [{ tab: 'profiles', stored: 12, drift }],
    } as const;
    await deps.store.syncState.patch(target, {
      lastVerification,
      lastWrites: { profiles: '2026-03-02T08:00:00.000Z' },
      tabProblems: [
        {
          tab: 'profiles',
          code: 'protected',
          message: 'The range A:B is protected.',
          remedy: 'Let us in.',
          since: '2026-03-02T09:30:00.000Z',
          blocked: true,
        },
      ],
    });
    const { tabs, last_verification } = (await readSyncStatus(deps))._unsafeUnwrap();
    expect(last_verification).toEqual(lastVerification);
    expect(tabs.slice(0, 3)).toMatchObject([
      { rows_in_store: 4, rows_in_store_at: undefined },
      { rows_in_store: 12, rows_in_store_at: lastVerification.at, last_write_at: '2026-03-02T08:00:00.000Z' },
      { rows_in_store: 1, rows_in_store_at: undefined, last_write_at: undefined },
    ]);
  });

  it('names the account that the last run asked as, as long as it does not know its own', async () => {
    const deps = makeDependencies();
    const knowing = async (account: string | undefined) => {
      const sheets = { ...deps.sheets, describe: () => ({ url: undefined, account }) };
      return (await readSyncStatus({ ...deps, sheets }))._unsafeUnwrap().account;
    };
    expect(await knowing(undefined)).toBeUndefined();
    await deps.store.syncState.patch(target, { account: 'sync@example.org' });
    expect(await knowing(undefined)).toBe('sync@example.org');
    expect(await knowing('new@example.org')).toBe('new@example.org');
  });

  it('says that it syncs once the run is on record, which every instance sees', async () => {
    const deps = makeDependencies();
    const running = { phase: 'running', nextAttemptAt: undefined, failures: 0 } as const;
    const scheduler = { ...deps.scheduler, state: () => running, look: () => okAsync(running) };
    expect((await readSyncStatus({ ...deps, scheduler }))._unsafeUnwrap()).toMatchObject({
      state: 'in_sync',
      sync_in_progress: false,
      is_running: true,
    });
  });

  it('sees the run of another instance, and not the one that a dead process left behind', async () => {
    const deps = makeDependencies();
    const { finished_at, duration_ms, ...run } = aSyncRun({ status: 'running' });
    await deps.store.syncState.saveRun(target, run);
    expect((await readSyncStatus(deps))._unsafeUnwrap()).toMatchObject({
      state: 'in_sync',
      sync_in_progress: false,
    });
    await deps.store.lease.acquire(target, 'another', 5_000);
    expect((await readSyncStatus(deps))._unsafeUnwrap()).toMatchObject({
      state: 'syncing',
      sync_in_progress: true,
      lease: { holder: 'another', expiresAt: '2026-03-02T10:00:05.000Z' },
    });
  });

  it('says when nothing runs any more, or may', async () => {
    const deps = makeDependencies({ syncEnabled: false });
    await deps.scheduler.stop();
    expect((await readSyncStatus(deps))._unsafeUnwrap()).toMatchObject({
      state: 'disabled',
      is_running: false,
      sync_enabled: false,
    });
  });

  it('never asks Google, and hands on what the store says', async () => {
    const deps = makeDependencies();
    deps.store.faults.failNext('pending.count');
    expect((await readSyncStatus(deps))._unsafeUnwrapErr().type).toBe('store_unavailable');
    expect(deps.sheets.calls()).toEqual({ reads: 0, writes: 0 });
  });
});
