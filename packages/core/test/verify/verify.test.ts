import { ResultAsync } from 'neverthrow';
import { beforeEach, describe, expect, it } from 'vitest';
import { KEY_HEADER } from '../../src/tabs/tab-layout.js';
import {
  expectExact,
  keysOf,
  makeApplication,
  type TestApplication,
  TITLES,
} from '../sync/make-application.js';
import {
  line,
  lines,
  repair,
  SUBMISSIONS,
  sheetOf,
  syncedApplication,
  verify,
} from './verified-application.js';

let app: TestApplication;

beforeEach(async () => {
  app = await syncedApplication();
});

describe('verify', () => {
  it('finds nothing in a sheet that is as it should be, and writes nothing', async () => {
    const before = app.sheets.calls();
    const report = await verify(app);
    expect(report).toMatchObject({ clean: true, findings: [], further_findings: 0, repaired: undefined });
    expect(report.tabs.map(({ tab, state, rows, waiting }) => [tab, state, rows, waiting])).toEqual([
      ['responses', 'compared', 12, 0],
      ['profiles', 'compared', 3, 0],
      ['course_statistics', 'compared', 9, 0],
      ['course_progress', 'compared', 3, 0],
      ['engagement', 'compared', 3, 0],
    ]);
    expect(app.sheets.calls().writes).toBe(before.writes);
    expect(report.reads).toBe(app.sheets.calls().reads - before.reads);
  });

  it('is remembered: what the store called for by tab, and what differed', async () => {
    sheetOf(app, 'profiles').type('u1', 'first_name', 'Somebody');
    await verify(app);
    const { last_verification: found, tabs } = (await app.quizSync.syncStatus())._unsafeUnwrap();
    expect(found).toMatchObject({ clean: false, repaired: false });
    expect(found?.tabs.map(({ tab, stored, drift }) => [tab, stored, drift.edited])).toEqual([
      ['responses', 12, 0],
      ['profiles', 3, 1],
      ['course_statistics', 9, 0],
      ['course_progress', 3, 0],
      ['engagement', 3, 0],
    ]);
    expect(tabs.map(({ rows_in_store, rows }) => [rows_in_store, rows])).toContainEqual([9, 9]);
    app.clock.advance(60_000);
    await verify(app, { repair: true });
    const after = (await app.quizSync.syncStatus())._unsafeUnwrap();
    expect(after.last_verification).toMatchObject({ clean: false, repaired: true });
    const writes = after.tabs.map((tab) => tab.last_write_at);
    expect(writes).toEqual([0, 1, 2, 3, 4].map((at) => (at === 1 ? after.last_verification?.at : writes[0])));
    expect(writes[0]).not.toBe(writes[1]);
  });

  it('tells how far it has got', async () => {
    const heard: string[] = [];
    await verify(app, {
      onProgress: (progress) => {
        const { phase, done, total } = progress;
        heard.push(`${phase} ${'tab' in progress ? `${progress.tab} ` : ''}${done}/${total}`);
      },
    });
    expect(heard).toContain('comparing responses 12/12');
    expect(heard).toContain('comparing engagement 3/3');
    expect(heard.at(-1)).toBe('searching 30/30');
  });

  it('tells tab, row, key, column and both values of a cell that was edited', async () => {
    const responses = sheetOf(app, 'responses');
    responses.type('u2-1:0', 'topic_tag', 'Maths');
    responses.type('u2-1:1', 'timestamp', 46_000.5);
    const { findings, tabs } = await verify(app);
    expect(findings).toEqual([
      {
        ...{ tab: 'responses', kind: 'edited', key: 'u2-1:0', row: responses.rowOf('u2-1:0') + 1 },
        ...{ column: 'topic_tag', expected: 'Fractions', found: 'Maths' },
      },
      {
        ...{ tab: 'responses', kind: 'edited', key: 'u2-1:1', row: responses.rowOf('u2-1:1') + 1 },
        // The spreadsheet is in Berlin.
        ...{ column: 'timestamp', expected: '2026-03-01 11:00:00', found: '2025-12-09 12:00:00' },
      },
    ]);
    expect(tabs[0]?.drift).toEqual({ missing: 0, duplicate: 0, edited: 2, stale: 0, foreign: 0 });
  });

  it('shows the first hundred findings and counts the rest', async () => {
    const { people } = app.sheets;
    for (let row = 1; row <= 12; row += 1) {
      for (let column = 0; column < 10; column += 1) people.typeCell(TITLES.responses, row, column, 'x');
    }
    const report = await verify(app);
    expect(report.findings).toHaveLength(100);
    expect(report.tabs[0]?.drift.edited).toBe(120);
    expect(report.further_findings).toBe(20);
    await repair(app);
    await expectExact(app, SUBMISSIONS);
  });

  it('takes what is pending for waiting, not for drift', async () => {
    await app.submit({ submission_id: 'u1-3', user_id: 'u1', session_id: 'of-u1' });
    await app.submit({ submission_id: 'u9-1', user_id: 'u9' });
    await app.quizSync.upsertLearner('u2', { first_name: 'Renamed' });
    await app.quizSync.upsertSession('of-u3', { messages_per_session: 4, user_id: 'u3' });
    const report = await verify(app);
    expect(lines(report)).toEqual([]);
    expect(Object.fromEntries(report.tabs.map(({ tab, waiting }) => [tab, waiting]))).toEqual({
      responses: 2,
      profiles: 4,
      course_statistics: 5,
      course_progress: 0,
      engagement: 2,
    });
    await app.drain();
    expect(await verify(app)).toMatchObject({ clean: true });
  });

  it('takes a profile that counts a session which has just lost its messages for waiting, too', async () => {
    const messages = (count: number) =>
      app.quizSync.upsertSession('of-u3', { user_id: 'u3', messages_per_session: count });
    await messages(4);
    await app.drain();
    await messages(0);
    expect(lines(await verify(app))).toEqual([]);
    await app.drain();
    expect(await verify(app)).toMatchObject({ clean: true });
  });

  it('takes a course that is pending for the reason why rows of its learners are old', async () => {
    await app.quizSync.upsertCourse('algebra', { title: 'Algebra I', page_count: 9 });
    const report = await verify(app);
    expect(lines(report)).toEqual([]);
    expect(report.tabs.find(({ tab }) => tab === 'course_progress')?.waiting).toBe(3);
    await app.drain();
    expect(await verify(app)).toMatchObject({ clean: true });
  });

  it('tells a row that is older than the store although nothing is pending, and mends it', async () => {
    await app.quizSync.upsertLearner('u2', { first_name: 'Renamed' });
    const { store, sheets } = app;
    const { fence } = (await store.lease.acquire(sheets.target, 'test', 1_000))._unsafeUnwrap();
    const [learner] = (await store.pending.load({ documents: 9, responses: 9 }))._unsafeUnwrap();
    const ref = { kind: 'learner' as const, id: 'u2', version: learner?.version ?? 0 };
    await store.pending.acknowledge(sheets.target, [ref], fence);
    await store.lease.release(sheets.target, fence);
    const report = await verify(app);
    expect(lines(report)).toContain(line('stale', 'profiles', 'u2', 'first_name'));
    expect(report.findings.find(({ tab }) => tab === 'profiles')).toMatchObject({
      expected: 'Renamed',
      found: 'Learner u2',
    });
    await repair(app);
    expect(sheetOf(app, 'profiles').cell('u2', 'first_name')).toBe('Renamed');
  });

  it('a row deleted by people is reported, and brought back by repair (fault 24)', async () => {
    sheetOf(app, 'responses').remove('u2-1:1');
    sheetOf(app, 'profiles').remove('u3');
    sheetOf(app, 'engagement').remove('of-u1');
    const missing = [
      line('missing', 'engagement', 'of-u1'),
      line('missing', 'profiles', 'u3'),
      line('missing', 'responses', 'u2-1:1'),
    ];
    expect(lines(await verify(app))).toEqual(missing);
    expect(lines(await verify(app)), 'asked again').toEqual(missing);
    expect((await repair(app)).repaired).toEqual({ rewritten: 3, removed: 0, left: 0 });
    await expectExact(app, SUBMISSIONS);
  });

  it('a row deleted by people, and forgotten since by a scan, is still reported and brought back (fault 24)', async () => {
    const responses = sheetOf(app, 'responses');
    responses.remove('u1-1:0');
    await app.submit({ submission_id: 'u4-1', user_id: 'u4' });
    await app.drain();
    expect(lines(await verify(app))).toEqual([line('missing', 'responses', 'u1-1:0')]);
    await repair(app);
    await expectExact(app, [...SUBMISSIONS, 'u4-1']);
  });

  it('a deleted row of a session that only submissions name, or a learner who only completed, comes back (fault 24)', async () => {
    await app.submit({ submission_id: 'u5-1', user_id: 'u5', session_id: 'only-named' });
    await app.quizSync.completeCourse({ user_id: 'u6', course_id: 'algebra' });
    await app.drain();
    sheetOf(app, 'engagement').remove('only-named');
    sheetOf(app, 'course_progress').remove('u6/algebra');
    expect(lines(await verify(app))).toEqual([
      line('missing', 'course_progress', 'u6/algebra'),
      line('missing', 'engagement', 'only-named'),
    ]);
    await repair(app);
    expect(keysOf(app.sheets, 'engagement')).toContain('only-named');
    expect(keysOf(app.sheets, 'course_progress')).toContain('u6/algebra');
  });

  it('a cell of ours edited is reported, and mended by repair; notes and other cells stay (fault 25)', async () => {
    const profiles = sheetOf(app, 'profiles');
    profiles.takeNotes();
    profiles.type('u1', 'first_name', 'Nobody');
    profiles.type('u2', 'total_course_score', '7');
    profiles.type('u3', 'email', null);
    expect(lines(await verify(app))).toEqual([
      line('edited', 'profiles', 'u1', 'first_name'),
      line('edited', 'profiles', 'u2', 'total_course_score'),
      line('edited', 'profiles', 'u3', 'email'),
    ]);
    expect((await repair(app)).repaired).toEqual({ rewritten: 3, removed: 0, left: 0 });
    for (const key of ['u1', 'u2', 'u3']) expect(profiles.cell(key, 'notes')).toBe(`note on ${key}`);
    await expectExact(app, SUBMISSIONS);
  });

  it.each([
    { where: 'below everything', at: undefined },
    { where: 'above', at: 1 },
    { where: 'right below', at: 4 },
  ])('a row pasted twice $where is reported, and its copy blanked by repair (fault 25)', async ({ at }) => {
    const responses = sheetOf(app, 'responses');
    responses.takeNotes();
    responses.paste('u1-2:0', at);
    expect(responses.rowsOf('u1-2:0')).toHaveLength(2);
    expect(lines(await verify(app))).toEqual([line('duplicate', 'responses', 'u1-2:0')]);
    expect((await repair(app)).repaired).toEqual({ rewritten: 0, removed: 1, left: 0 });
    expect(responses.rowsOf('u1-2:0')).toHaveLength(1);
    expect(responses.cell('u1-2:0', 'notes')).toBe('note on u1-2:0');
    // The copy's row stays, with what is not ours in it.
    const notes = responses.rows().map((row) => row[responses.column('notes')]);
    expect(notes.filter((note) => note === 'note on u1-2:0')).toHaveLength(2);
    await expectExact(app, SUBMISSIONS);
  });

  it('the row that the ledger knows is kept, even when its copy stands above it (fault 25)', async () => {
    const responses = sheetOf(app, 'responses');
    const original = responses.rowOf('u3-2:1');
    const copied = responses.rows()[original] ?? [];
    const above = responses.rowOf('u1-1:0');
    for (const [column, cell] of copied.entries()) {
      app.sheets.people.typeCell(responses.title, above, column, cell);
    }
    expect(lines(await verify(app))).toEqual([
      line('duplicate', 'responses', 'u3-2:1'),
      line('missing', 'responses', 'u1-1:0'),
    ]);
    expect((await verify(app)).findings.find(({ kind }) => kind === 'duplicate')?.row).toBe(above + 1);
    await repair(app);
    expect(responses.rowsOf('u3-2:1')).toEqual([original]);
    await expectExact(app, SUBMISSIONS);
  });

  it('a key of ours that the store knows nothing of is reported, and taken away with its cells', async () => {
    const responses = sheetOf(app, 'responses');
    const row = responses.paste('u1-1:0');
    app.sheets.people.typeCell(responses.title, row, responses.column(KEY_HEADER), 'elsewhere-7:3');
    expect(lines(await verify(app))).toEqual([line('foreign', 'responses', 'elsewhere-7:3')]);
    expect((await repair(app)).repaired).toEqual({ rewritten: 0, removed: 1, left: 0 });
    expect(responses.rows()).toHaveLength(13);
    await expectExact(app, SUBMISSIONS);
  });

  it('is refused, with nothing changed, to a store that never wrote to a sheet which holds rows of another', async () => {
    const stranger = makeApplication({ sheets: app.sheets, clock: app.clock });
    // A learner of both stores, whose row is no stranger's.
    await stranger.submit({ user_id: 'u1' });
    const rows = sheetOf(app, 'responses').rows();
    const { writes } = app.sheets.calls();
    for (const _again of [1, 2]) {
      const refused = (await stranger.quizSync.verify({ repair: true }))._unsafeUnwrapErr();
      expect(refused).toMatchObject({ problem: { code: 'rows_of_another_store' } });
      expect(JSON.stringify(refused)).toMatch(/would take \d+ rows away/);
    }
    expect(app.sheets.calls().writes).toBe(writes);
    expect(sheetOf(app, 'responses').rows()).toEqual(rows);
    expect(await verify(stranger)).toMatchObject({ clean: false });
    expect((await verify(app, { repair: true })).repaired).toEqual({ rewritten: 0, removed: 0, left: 0 });
  });

  it('what people typed into a key column for themselves is reported and left alone', async () => {
    const statistics = sheetOf(app, 'course_statistics');
    const row = statistics.rows().length + 1;
    app.sheets.people.typeCell(statistics.title, row, 0, 'Total');
    app.sheets.people.typeCell(statistics.title, row, statistics.column(KEY_HEADER), 'sum of all');
    const before = statistics.rows();
    const report = await verify(app, { repair: true });
    expect(lines(report)).toEqual([line('foreign', 'course_statistics', 'sum of all')]);
    expect(report.repaired).toEqual({ rewritten: 0, removed: 0, left: 1 });
    expect(statistics.rows()).toEqual(before);
    expect(lines(await verify(app))).toEqual(lines(report));
  });

  it('nor is it touched once a scan has come by it', async () => {
    const statistics = sheetOf(app, 'course_statistics');
    const row = statistics.rows().length + 1;
    app.sheets.people.typeCell(statistics.title, row, 0, 'Total');
    app.sheets.people.typeCell(statistics.title, row, statistics.column(KEY_HEADER), 'sum of all');
    app.sheets.people.sortRows(statistics.title, 4, { descending: true });
    await app.submit({ submission_id: 'u1-3', user_id: 'u1' });
    await app.drain();
    expect((await verify(app, { repair: true })).repaired).toEqual({ rewritten: 0, removed: 0, left: 1 });
    expect(keysOf(app.sheets, 'course_statistics')).toContain('sum of all');
    expect(statistics.cell('sum of all', statistics.rows()[0]?.[0] as string)).toBe('Total');
  });

  it('rows that people moved, inserted and sorted are no drift', async () => {
    const { people } = app.sheets;
    for (const title of Object.values(TITLES)) {
      people.insertRows(title, 2, 3);
      people.sortRows(title, 0, { descending: true });
      people.insertColumn(title, 1);
      people.moveColumn(title, 4, 0);
    }
    people.renameTab(TITLES.profiles, 'Pupils');
    const report = await verify(app);
    expect(lines(report)).toEqual([]);
    expect(report.tabs.map(({ title }) => title)).toContain('Pupils');
  });

  it('looks again when people move rows while it reads', async () => {
    const responses = sheetOf(app, 'responses');
    const { people, faults } = app.sheets;
    const order = responses.takeNotes();
    for (let row = 1; row <= 12; row += 1) people.typeCell(responses.title, row, order, (row * 7) % 13);
    // Tabs, then keys, and then the moment before rows are read.
    faults.beforeNextRead(() => {});
    faults.beforeNextRead(() => {});
    faults.beforeNextRead(() => people.sortRows(responses.title, order));
    const report = await verify(app);
    expect(lines(report)).toEqual([]);
    expect(report.tabs[0]?.rows).toBe(12);
  });

  it('a tab deleted: all its rows are missing; a repair makes it again', async () => {
    app.sheets.people.deleteTab(TITLES.engagement);
    const report = await verify(app);
    expect(report.tabs.at(-1)).toMatchObject({ state: 'tab_missing', drift: { missing: 3 } });
    expect(report.clean).toBe(false);
    await repair(app);
    expect(keysOf(app.sheets, 'engagement').sort()).toEqual(['of-u1', 'of-u2', 'of-u3']);
  });

  it('a tab without its headers cannot be compared, and is said not to be', async () => {
    app.sheets.people.typeCell(TITLES.profiles, 0, 0, 'given name');
    const report = await verify(app);
    expect(report.clean).toBe(false);
    expect(report.findings).toEqual([]);
    expect(report.tabs[1]).toMatchObject({ state: 'headers_lost', title: TITLES.profiles });
  });

  it('before the first sync everything waits', async () => {
    const { quizSync, ...fresh } = makeApplication();
    await fresh.submit({ submission_id: 's1', user_id: 'u1' });
    const report = (await quizSync.verify())._unsafeUnwrap();
    expect(report.findings).toEqual([]);
    expect(report.tabs[0]).toMatchObject({ state: 'tab_missing', waiting: 1 });
  });

  it.each([
    ['blanking a copy', 1],
    ['erasing its key', 2],
  ])(
    'rows sorted in the moment before %s: nothing of theirs is lost, and all is mended in the end',
    async (_, batch) => {
      const responses = sheetOf(app, 'responses');
      responses.takeNotes();
      responses.paste('u1-2:0');
      for (let before = 1; before < batch; before += 1) app.sheets.faults.beforeNextWrite(() => {});
      app.sheets.faults.beforeNextWrite(() =>
        app.sheets.people.sortRows(responses.title, responses.column('quiz_sync_key'), { descending: true }),
      );
      await verify(app, { repair: true });
      await repair(app);
      await expectExact(app, SUBMISSIONS);
      for (const key of keysOf(app.sheets, 'responses')) {
        expect(responses.cell(key, 'notes'), key).toBe(`note on ${key}`);
      }
    },
  );

  it('answers lost while copies are taken away: taken away all the same', async () => {
    const responses = sheetOf(app, 'responses');
    responses.paste('u1-2:0');
    responses.paste('u3-2:1');
    responses.type('u2-2:1', 'topic_tag', 'x');
    for (let batch = 0; batch < 3; batch += 1) app.sheets.faults.loseNextAnswer();
    await repair(app);
    await expectExact(app, SUBMISSIONS);
  });

  it('reads page by page, and only as far down as there are keys', async () => {
    const { store, submit, drain } = app;
    for (let number = 0; number < 25; number += 1) {
      const responses = Array.from({ length: 500 }, () => ({
        quiz_id: 'q',
        topic: 't',
        selected_option: 'A',
        correct: true,
      }));
      await submit({ submission_id: `big-${number}`, user_id: 'big', responses });
    }
    await drain();
    const before = app.sheets.calls().reads;
    const report = await verify(app);
    expect(report).toMatchObject({ clean: true });
    expect(report.tabs[0]?.rows).toBe(12_512);
    // The tabs; each tab's keys; three pages of responses, and one of each other tab.
    expect(app.sheets.calls().reads - before).toBe(1 + 5 + 3 + 4);
    expect((await store.pending.count())._unsafeUnwrap().total).toBe(0);
  });

  it('is refused while another instance writes, and with syncing switched off only a repair', async () => {
    const { store, sheets } = app;
    const { fence } = (await store.lease.acquire(sheets.target, 'elsewhere', 60_000))._unsafeUnwrap();
    expect((await app.quizSync.verify())._unsafeUnwrapErr()).toMatchObject({ type: 'lease_held' });
    await store.lease.release(sheets.target, fence);
    const off = makeApplication({ store, sheets, clock: app.clock, settings: { syncEnabled: false } });
    expect((await off.quizSync.verify({ repair: true }))._unsafeUnwrapErr()).toEqual({
      type: 'sync_disabled',
    });
    expect((await off.quizSync.verify())._unsafeUnwrap()).toMatchObject({ clean: true });
  });

  it('waits a moment for a sync that is on', async () => {
    const { store, sheets, scheduler } = app;
    const { fence } = (await store.lease.acquire(sheets.target, 'elsewhere', 60_000))._unsafeUnwrap();
    const { sleep } = scheduler;
    scheduler.sleep = async (ms) => {
      await store.lease.release(sheets.target, fence);
      return sleep(ms);
    };
    expect((await app.quizSync.verify())._unsafeUnwrap()).toMatchObject({ clean: true });
  });

  it('ends when nobody waits for it any more, and gives the lease back', async () => {
    const { store, sheets } = app;
    const signal = { aborted: false };
    const onProgress = () => {
      signal.aborted = true;
    };
    const before = sheets.calls().reads;
    const stopped = (await app.quizSync.verify({ signal, onProgress }))._unsafeUnwrapErr();
    expect(stopped).toMatchObject({ type: 'sync_failed', problem: { code: 'verify_stopped' } });
    // The tabs, and the keys of the first one.
    expect(sheets.calls().reads - before).toBe(2);
    expect((await store.lease.current(sheets.target))._unsafeUnwrap()).toBeUndefined();
  });

  it('leaves a repair that nobody waits for any more to be gone on with', async () => {
    const { sheets, quizSync } = app;
    const title = TITLES.responses;
    const column = (sheets.people.values(title)[0] ?? []).indexOf('topic_tag');
    sheets.people.typeCell(title, 1, column, 'Something else');
    sheets.people.deleteRows(title, 3, 1);
    const signal = { aborted: false };
    const onProgress = ({ phase }: { phase: string }) => {
      signal.aborted ||= phase === 'searching';
    };
    const stopped = (await quizSync.verify({ repair: true, signal, onProgress }))._unsafeUnwrapErr();
    expect(stopped).toMatchObject({ problem: { code: 'verify_stopped' } });
    await app.drain();
    await repair(app);
    await expectExact(app, SUBMISSIONS);
  });

  it('ends when the process stops', async () => {
    await app.quizSync.stop();
    expect((await app.quizSync.verify())._unsafeUnwrapErr()).toMatchObject({
      problem: { code: 'verify_stopped' },
    });
  });

  it('is waited for by who stops the process, until it has given the lease back', async () => {
    const { store, sheets, quizSync } = app;
    const told: string[] = [];
    const mayGoBack = Promise.withResolvers<void>();
    const { release } = store.lease;
    store.lease.release = (...lease) =>
      ResultAsync.fromSafePromise(mayGoBack.promise).andThen(() => {
        told.push('given back');
        return release(...lease);
      });
    const stopped = Promise.withResolvers<void>();
    const onProgress = () =>
      void quizSync.stop().andTee(() => {
        told.push('stopped');
        stopped.resolve();
      });
    const verifying = quizSync.verify({ onProgress });
    // By now everything has gone as far as it can.
    await new Promise((resolve) => setTimeout(resolve));
    mayGoBack.resolve();
    await Promise.all([verifying, stopped.promise]);
    expect(told).toEqual(['given back', 'stopped']);
    expect((await store.lease.current(sheets.target))._unsafeUnwrap()).toBeUndefined();
  });

  it('tells with its remedy what Google refuses', async () => {
    app.sheets.faults.fail({ type: 'spreadsheet_not_found', message: 'Requested entity was not found.' });
    const error = (await app.quizSync.verify())._unsafeUnwrapErr();
    expect(error).toMatchObject({ type: 'sync_failed', problem: { code: 'spreadsheet_not_found' } });
  });
});
