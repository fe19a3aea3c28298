import type { SheetsError } from '@quiz-sync/core';
import { describe, expect, it } from 'vitest';
import {
  answer,
  expectExact,
  keysOf,
  makeApplication,
  rowOf,
  type TestApplication,
  TITLES,
} from './make-application.js';

const { profiles: PROFILES } = TITLES;
const UNAVAILABLE: SheetsError = { type: 'unavailable', message: 'HTTP 503' };

async function withThreeLearners(): Promise<TestApplication> {
  const app = makeApplication();
  for (const index of [1, 2, 3]) await app.submit({ submission_id: `s${index}`, user_id: `u${index}` });
  await app.drain();
  await app.submit({ submission_id: 's4', user_id: 'u1' });
  return app;
}

/** What stands in rows that carry no key, below the header. */
function looseCells({ sheets }: TestApplication, title: string = PROFILES): unknown[] {
  const [headers = [], ...rows] = sheets.people.values(title);
  const keyColumn = headers.indexOf('quiz_sync_key');
  return rows
    .filter((row) => (row[keyColumn] ?? '') === '')
    .flatMap((row) => row.filter((cell) => cell !== null));
}

describe('found by killing, sorting and waiting', () => {
  it('an update that hit a row without a key, since people moved rows under it, leaves nothing there (faults 23, 24)', async () => {
    const app = await withThreeLearners();
    app.sheets.faults.beforeNextWrite(() => app.sheets.people.insertRows(PROFILES, 1, 1));
    await app.drain();
    await expectExact(app, ['s1', 's2', 's3', 's4']);
    expect(looseCells(app)).toEqual([]);
  });
});

/** The least that it took, as the model test (test/model) found it. */
describe('found by the model', () => {
  it('a learner known by a chat alone is taken out when there was none after all', async () => {
    const app = makeApplication();
    await app.quizSync.upsertSession('s1', { user_id: 'u1', messages_per_session: 1 });
    await app.drain();
    expect(keysOf(app.sheets, 'profiles')).toEqual(['u1']);
    await app.quizSync.upsertSession('s1', { messages_per_session: 0 });
    await app.drain();
    expect(keysOf(app.sheets, 'profiles')).toEqual([]);
  });

  it('columns moved and the marker deleted: keys are looked for where they are now (faults 22, 27)', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 'q1', user_id: 'u1' });
    await app.drain();
    app.sheets.people.insertColumn(TITLES.profiles, 0);
    app.sheets.people.deleteRevision();
    await app.submit({ submission_id: 'q2', user_id: 'u1' });
    await app.drain();
    await expectExact(app, ['q1', 'q2']);
  });

  it.each([0, 3, 11])(
    'the answer lost, then a column inserted at %i before anybody looked: no row twice (faults 10, 22)',
    async (at) => {
      const app = makeApplication();
      await app.submit({ submission_id: 'q1', user_id: 'u1' });
      await app.drain();
      app.sheets.faults.loseNextAnswer();
      app.sheets.faults.beforeNextWrite(() => app.sheets.faults.failNextRead(UNAVAILABLE));
      await app.submit({ submission_id: 'q2', user_id: 'u1' });
      await app.submit({ submission_id: 'q3', user_id: 'u2' });
      await app.sync();
      for (const title of Object.values(TITLES)) app.sheets.people.insertColumn(title, Math.min(at, 9));
      await app.drain();
      await expectExact(app, ['q1', 'q2', 'q3']);
    },
  );

  it('sorted in the moment: the row of a session that only submissions name is written again (fault 23)', async () => {
    const app = makeApplication();
    await app.quizSync.upsertSession('s2', { user_id: 'u9' });
    await app.submit({ submission_id: 'q1', user_id: 'u1', session_id: 's1' });
    await app.drain();
    app.sheets.faults.beforeNextWrite(() =>
      app.sheets.people.sortRows(TITLES.engagement, 1, {
        descending: keysOf(app.sheets, 'engagement')[0] === 's1',
      }),
    );
    await app.submit({ submission_id: 'q2', user_id: 'u1', session_id: 's1' });
    await app.drain();
    expect(rowOf(app.sheets, 'engagement', 's1')).toMatchObject({ user_id: 'u1', quizzes_attempted: 2 });
    expect(rowOf(app.sheets, 'engagement', 's2')).toMatchObject({ user_id: 'u9', quizzes_attempted: 0 });
  });

  it('a session cleaned up while its tab is set aside goes when that is mended (fault 21)', async () => {
    const app = makeApplication();
    await app.quizSync.upsertSession('s1', {});
    await app.drain();
    app.sheets.people.typeCell(TITLES.engagement, 0, 0, 'whose');
    app.clock.advance(1_000);
    (await app.quizSync.cleanUpSessions({ olderThanMs: 0, dryRun: false }))._unsafeUnwrap();
    await app.sync();
    app.sheets.people.typeCell(TITLES.engagement, 0, 0, 'user_id');
    await app.drain();
    expect(keysOf(app.sheets, 'engagement')).toEqual([]);
    expect((await app.quizSync.syncStatus())._unsafeUnwrap().pending.total).toBe(0);
  });

  it('a refusal is over only when the spreadsheet says so, also when nothing is pending (fault 15)', async () => {
    const app = makeApplication();
    app.sheets.faults.fail({ ...UNAVAILABLE });
    (await app.quizSync.forceSync())._unsafeUnwrap();
    await app.scheduler.runDue();
    await app.scheduler.runDue();
    expect((await app.quizSync.syncStatus())._unsafeUnwrap().state).toBe('failing');
    app.sheets.faults.recover();
    await app.scheduler.runDue();
    expect((await app.quizSync.syncStatus())._unsafeUnwrap().state).toBe('in_sync');
  });

  it('changed back while a write is under way, which then arrives (fault 11)', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 'q1', user_id: 'u1' });
    await app.quizSync.upsertLearner('u1', { first_name: 'Ada' });
    await app.drain();
    app.sheets.faults.applyLater();
    await app.quizSync.upsertLearner('u1', { first_name: 'Bo' });
    await app.sync();
    await app.quizSync.upsertLearner('u1', { first_name: 'Ada' });
    await app.drain();
    app.sheets.land();
    await app.drain();
    await expectExact(app, ['q1']);
  });

  it('a course gets another title after a row of its progress was deleted (fault 24)', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 'q1', user_id: 'u1', responses: [answer({ course_id: 'c1' })] });
    await app.submit({ submission_id: 'q2', user_id: 'u2', responses: [answer({ course_id: 'c2' })] });
    await app.drain();
    app.sheets.people.deleteRows(TITLES.course_progress, 1, 1);
    app.clock.advance(1_000);
    await app.submit({ submission_id: 'q3', user_id: 'u2', responses: [answer({ course_id: 'c2' })] });
    await app.drain();
    await app.quizSync.upsertCourse('c1', { title: 'Algebra' });
    await app.drain();
    await expectExact(app, ['q1', 'q2', 'q3']);
  });

  it('a key that goes from right above new rows, in the same batch, does not come back', async () => {
    const app = makeApplication();
    await app.quizSync.upsertSession('s1', { user_id: 'u1', messages_per_session: 1 });
    await app.drain();
    await app.quizSync.upsertSession('s1', { messages_per_session: 0 });
    app.sheets.faults.beforeNextWrite(async () => {
      await app.submit({ submission_id: 'q1', user_id: 'u2' });
    });
    await app.drain();
    expect(keysOf(app.sheets, 'profiles')).toEqual(['u2']);
  });

  it('a learner whom a session without messages names is nobody yet, also to a store that counts to nought', async () => {
    const app = makeApplication();
    const { sessions } = app.store;
    const countChats: typeof sessions.countChats = (userIds) =>
      sessions.countChats(userIds).map((chats) => new Map(userIds.map((id) => [id, chats.get(id) ?? 0])));
    const counting = makeApplication({
      ...app,
      store: { ...app.store, sessions: { ...sessions, countChats } },
    });
    await counting.quizSync.upsertSession('s1', { user_id: 'u1' });
    await counting.drain();
    expect(keysOf(app.sheets, 'profiles')).toEqual([]);
    expect(keysOf(app.sheets, 'engagement')).toEqual(['s1']);
  });

  it('columns moved in the moment in which a key is erased: it is erased where it is now (fault 22)', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 'q1', user_id: 'u1', responses: [answer({ course_id: 'c1' })] });
    await app.drain();
    app.sheets.faults.beforeNextWrite(() => undefined);
    app.sheets.faults.beforeNextWrite(() => app.sheets.people.insertColumn(TITLES.course_statistics, 0));
    await app.quizSync.upsertCourse('c1', { title: 'Algebra' });
    await app.drain();
    await expectExact(app, ['q1']);
  });

  it('a key that was written over with nothing, as columns moved in the moment, gets back (fault 22)', async () => {
    const app = makeApplication();
    await app.quizSync.upsertLearner('u1', {});
    await app.drain();
    // The empty course_details go to where the key stands now.
    app.sheets.faults.beforeNextWrite(() => app.sheets.people.moveColumn(TITLES.profiles, 0, 11));
    await app.quizSync.upsertLearner('u1', { last_name: 'Lovelace' });
    await app.drain();
    expect(app.sheets.records(TITLES.profiles)).toHaveLength(1);
    expect(rowOf(app.sheets, 'profiles', 'u1')).toMatchObject({ last_name: 'Lovelace' });
  });

  it('a column inserted in the moment, the answer lost, the repair refused, the marker deleted: nothing is left behind (faults 9, 22, 27)', async () => {
    const app = await withThreeLearners();
    app.sheets.faults.loseNextAnswer();
    app.sheets.faults.beforeNextWrite(() => {
      for (const title of Object.values(TITLES)) app.sheets.people.insertColumn(title, 0);
    });
    app.sheets.faults.beforeNextWrite(() => app.sheets.people.deleteRevision());
    await app.sync();
    expect(app.sheets.batches.at(-1)?.outcome).toBe('refused');
    await app.drain();
    await expectExact(app, ['s1', 's2', 's3', 's4']);
    for (const title of Object.values(TITLES)) {
      expect(looseCells(app, title), title).toEqual([]);
      expect(
        app.sheets.people.values(title).map((row) => row[0] ?? null),
        title,
      ).toEqual(app.sheets.people.values(title).map(() => null));
    }
  });

  it('rows inserted in the moment, the answer lost, the marker deleted: what was hit comes back (faults 9, 24, 27)', async () => {
    for (const count of [1, 2, 3]) {
      const app = await withThreeLearners();
      await app.submit({ submission_id: 's5', user_id: 'u5' });
      app.sheets.faults.loseNextAnswer();
      app.sheets.faults.beforeNextWrite(() => {
        for (const title of Object.values(TITLES)) app.sheets.people.insertRows(title, 1, count);
        app.sheets.faults.failNextRead(UNAVAILABLE);
      });
      await app.sync();
      app.sheets.people.deleteRevision();
      await app.drain();
      await expectExact(app, ['s1', 's2', 's3', 's4', 's5']);
      for (const title of Object.values(TITLES)) expect(looseCells(app, title), title).toEqual([]);
    }
  });

  it('rows that lie under new ones are told from what was known before, also when the repair is sent twice (faults 9, 24)', async () => {
    const app = makeApplication();
    await app.quizSync.upsertLearner('u1', {});
    await app.drain();
    const column = app.sheets.people.values(PROFILES)[0]?.length ?? 0;
    app.sheets.people.insertColumn(PROFILES, column);
    app.sheets.people.typeCell(PROFILES, 0, column, 'notes');
    app.sheets.people.typeCell(PROFILES, 1, column, 'on u1');
    await app.quizSync.upsertLearner('u2', {});
    app.sheets.faults.beforeNextWrite(() => app.sheets.people.insertRows(PROFILES, 1, 1));
    app.sheets.faults.beforeNextWrite(() => app.sheets.faults.applyLater());
    await app.drain();
    expect(app.sheets.land()).toBe(false);
    expect(rowOf(app.sheets, 'profiles', 'u1')).toMatchObject({ notes: 'on u1' });
    expect(rowOf(app.sheets, 'profiles', 'u2')).not.toHaveProperty('notes');
  });

  it('the tab of the marker deleted before what went astray in another was mended (faults 9, 19, 22)', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.drain();
    await app.submit({ submission_id: 's2', user_id: 'u2' });
    app.sheets.faults.loseNextAnswer();
    app.sheets.faults.beforeNextWrite(() => {
      app.sheets.people.insertColumn(PROFILES, 0);
      app.sheets.faults.failNextRead(UNAVAILABLE);
    });
    await app.sync();
    app.sheets.people.deleteTab(TITLES.responses);
    expect(app.sheets.revision()).toBeNull();
    await app.drain();
    await expectExact(app, ['s1', 's2']);
    expect(looseCells(app)).toEqual([]);
  });
});
