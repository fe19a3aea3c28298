import {
  aJournalEntry,
  aLedgerEntry,
  aSubmission,
  aSyncRun,
  someEffects,
  someResponses,
} from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
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
          problem: undefined,
        }),
      ),
      cells: undefined,
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
    const scheduler = { ...deps.scheduler, state: () => waiting };
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
    expect(status.tabs[1]).toEqual({ tab: 'profiles', title: 'Lernende', rows: 2, problem });
    expect(status.tabs[0]).toEqual({ tab: 'responses', title: 'QuizResponses', rows: 0, problem: undefined });
    expect(status).toMatchObject({
      state: 'blocked',
      summary: 'blocked: Tab "Lernende" has lost the header "email"',
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
