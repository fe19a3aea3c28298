import type { SyncPlan } from '@quiz-sync/core';
import type { StoreMethod } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { answer, makeApplication, type TestApplication, TITLES } from '../sync/make-application.js';
import { sheetOf, syncedApplication } from './verified-application.js';

/** The methods of a store that change anything. */
const WRITING: readonly StoreMethod[] = [
  'submissions.insert',
  'learners.upsert',
  'learners.touch',
  'courses.upsert',
  'courses.complete',
  'sessions.upsert',
  'sessions.cleanUp',
  'pending.acknowledge',
  'pending.requeue',
  'pending.requeueAll',
  'ledger.forgetTab',
  'ledger.markSeen',
  'ledger.finishScan',
  'ledger.adopt',
  'journal.record',
  'journal.settle',
  'journal.withdraw',
  'journal.discard',
  'syncState.patch',
  'syncState.saveRun',
  'syncState.adoptTarget',
  'lease.acquire',
  'lease.renew',
];

/** A plan, which must have changed nothing and read at most once. */
async function plan({ quizSync, store, sheets }: TestApplication): Promise<SyncPlan> {
  const writes = () => WRITING.map((method) => [method, store.faults.calls(method)]);
  const before = { calls: sheets.calls(), writes: writes() };
  const planned = (await quizSync.plan())._unsafeUnwrap();
  const { reads, writes: written } = sheets.calls();
  expect(reads - before.calls.reads).toBeLessThanOrEqual(1);
  expect(written).toBe(before.calls.writes);
  expect(writes()).toEqual(before.writes);
  return planned;
}

/** What the next run then costs. */
async function costOfRun(app: TestApplication) {
  const before = app.sheets.calls();
  await app.drain();
  const after = app.sheets.calls();
  return { reads: after.reads - before.reads, writes: after.writes - before.writes };
}

function counts({ tabs }: SyncPlan) {
  return Object.fromEntries(
    tabs.map(({ tab, updated, added, removed }) => [tab, [updated, added, removed]] as const),
  );
}

describe('plan', () => {
  it('says that there is nothing to do', async () => {
    const app = await syncedApplication();
    const planned = await plan(app);
    expect(planned).toMatchObject({
      rows: [],
      further_rows: 0,
      pending: { total: 0, looked_at: 0 },
      compares_everything: false,
      cost: { batches: 0, reads: 0, writes: 0, bytes: 0 },
    });
    expect(planned.tabs.every(({ state }) => state === 'ready')).toBe(true);
  });

  it('says which cells of which rows the next sync writes, and what it costs', async () => {
    const app = await syncedApplication();
    app.sheets.people.sortRows(TITLES.profiles, 0);
    await app.submit({ submission_id: 'u2-3', user_id: 'u2', submitted_at: '2026-03-02T09:00:00Z' });
    const planned = await plan(app);
    expect(counts(planned)).toEqual({
      responses: [0, 1, 0],
      profiles: [1, 0, 0],
      course_statistics: [1, 0, 0],
      course_progress: [0, 0, 0],
      engagement: [0, 0, 0],
    });
    const profiles = sheetOf(app, 'profiles');
    expect(planned.rows.find(({ tab }) => tab === 'profiles')).toEqual({
      ...{ tab: 'profiles', key: 'u2', action: 'update', row: profiles.rowOf('u2') + 1 },
      cells: [
        { column: 'quizzes_taken', expected: 3, found: 2 },
        {
          column: 'course_details',
          expected: expect.stringContaining('Fractions'),
          found: expect.stringContaining('Fractions'),
        },
      ],
    });
    expect(planned.rows.find(({ tab }) => tab === 'responses')).toMatchObject({
      ...{ action: 'add', key: 'u2-3:0', row: 14 },
      cells: [
        { column: 'user_id', expected: 'u2', found: null },
        { column: 'timestamp', expected: '2026-03-02 10:00:00', found: null },
        { column: 'quiz_id' },
        { column: 'topic_tag' },
        { column: 'selected_option' },
        { column: 'correct', expected: true, found: null },
      ],
    });
    expect(planned.cost).toMatchObject({ batches: 1, reads: 1, writes: 1 });
    expect(await costOfRun(app)).toEqual({ reads: 1, writes: 1 });
    expect(sheetOf(app, 'responses').rowOf('u2-3:0')).toBe(13);
  });

  it('says that a row was moved by leaving out where it is', async () => {
    const app = await syncedApplication();
    await app.quizSync.upsertLearner('u2', { first_name: 'Renamed' });
    app.sheets.people.insertRows(TITLES.profiles, 1, 2);
    const row = (await plan(app)).rows.find(({ tab }) => tab === 'profiles');
    expect(row).toMatchObject({ key: 'u2', action: 'update' });
    expect(row?.row).toBeUndefined();
  });

  it('of an empty spreadsheet says that its tabs are made first', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    const planned = await plan(app);
    expect(planned.tabs.map(({ state }) => state)).toEqual(Array(5).fill('tab_missing'));
    expect(counts(planned)).toMatchObject({ responses: [0, 1, 0], profiles: [0, 1, 0] });
    expect(planned.rows[0]?.row).toBeUndefined();
    const { reads, writes } = await costOfRun(app);
    expect(planned.cost).toMatchObject({ batches: 1, reads, writes });
  });

  it('names rows that go', async () => {
    const app = await syncedApplication();
    await app.quizSync.upsertSession('empty', { user_id: 'u1' });
    await app.drain();
    app.clock.advance(2_000);
    await app.quizSync.cleanUpSessions({ olderThanMs: 1_000, dryRun: false });
    const planned = await plan(app);
    expect(counts(planned)['engagement']).toEqual([0, 0, 1]);
    expect(planned.rows).toEqual([{ tab: 'engagement', key: 'empty', action: 'remove', row: 5, cells: [] }]);
    const { reads, writes } = await costOfRun(app);
    expect(planned.cost).toMatchObject({ batches: 2, reads, writes });
  });

  it('looks through a course at the learners who take it, and makes nobody pending', async () => {
    const app = await syncedApplication();
    await app.quizSync.upsertCourse('algebra', { title: 'Algebra I' });
    const planned = await plan(app);
    expect(counts(planned)).toMatchObject({ course_progress: [3, 0, 0], profiles: [3, 0, 0] });
    expect(planned.pending).toEqual({ total: 1, looked_at: 1 });
  });

  it('leaves out a tab that is set aside', async () => {
    const app = await syncedApplication();
    app.sheets.people.typeCell(TITLES.profiles, 0, 0, 'given name');
    await app.quizSync.upsertLearner('u2', { first_name: 'Renamed' });
    const planned = await plan(app);
    expect(planned.tabs[1]).toMatchObject({ state: 'headers_lost', updated: 0 });
    expect(counts(planned)).toMatchObject({ course_statistics: [3, 0, 0] });
  });

  it('shows the first hundred rows, counts the others, and foresees the batches', async () => {
    const app = await syncedApplication();
    for (let number = 0; number < 20; number += 1) {
      const responses = Array.from({ length: 500 }, () => answer());
      await app.submit({ submission_id: `big-${number}`, user_id: `b${number}`, responses });
    }
    const planned = await plan(app);
    expect(planned.rows).toHaveLength(100);
    expect(counts(planned)).toMatchObject({ responses: [0, 10_000, 0], profiles: [0, 20, 0] });
    expect(planned.further_rows).toBe(10_000 + 20 + 20 - 100);
    const { reads, writes } = await costOfRun(app);
    expect(planned.cost).toMatchObject({ reads, writes });
    expect(planned.cost.bytes).toBeGreaterThan(1_000_000);
  });

  it('says when every row is compared again', async () => {
    const { store, sheets, clock } = await syncedApplication();
    const other = makeApplication({ store, sheets, clock, settings: { timeZone: 'Asia/Tokyo' } });
    expect((await plan(other)).compares_everything).toBe(true);
  });

  it('tells with its remedy what Google refuses', async () => {
    const app = await syncedApplication();
    app.sheets.faults.fail({ type: 'unavailable', message: 'down' });
    const error = (await app.quizSync.plan())._unsafeUnwrapErr();
    expect(error).toMatchObject({ type: 'sync_failed', problem: { code: 'unavailable' } });
  });
});
