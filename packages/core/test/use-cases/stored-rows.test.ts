import { describe, expect, it } from 'vitest';
import { MAX_DOUBTFUL_ROWS, withDoubts } from '../../src/sync/look/doubtful-rows.js';
import { answer, makeApplication, type TestApplication, TITLES } from '../sync/make-application.js';

const rowsOf = async ({ quizSync }: TestApplication) =>
  Object.fromEntries(
    (await quizSync.syncStatus())
      ._unsafeUnwrap()
      .tabs.map(({ tab, rows_in_store, rows_in_store_at: at }) => [
        tab,
        at === undefined ? rows_in_store : { rows_in_store, at },
      ]),
  );

/** One learner in two courses, another in one; two sessions. */
async function aSchool() {
  const app = makeApplication();
  const responses = [answer({ course_id: 'c1' }), answer({ topic: 'Verbs' })];
  await app.submit({ submission_id: 's1', user_id: 'u1', session_id: 'v1', responses });
  await app.submit({ submission_id: 's2', user_id: 'u2', session_id: 'v2' });
  await app.quizSync.upsertLearner('u1', { first_name: 'Ada' });
  return app;
}

const COUNTED = { responses: 3, profiles: 2, course_statistics: 3, course_progress: 1, engagement: 2 };

describe('the rows that a store calls for', () => {
  it('are counted before the first sync, after it, and never by a verification alone', async () => {
    const app = await aSchool();
    expect(await rowsOf(app)).toEqual(COUNTED);
    await app.drain();
    expect(await rowsOf(app)).toEqual(COUNTED);
    expect((await app.quizSync.verify())._unsafeUnwrap().clean).toBe(true);
    expect(await rowsOf(app)).toEqual(COUNTED);
  });

  it('follow what waits: a learner more, one erased, a topic more', async () => {
    const app = await aSchool();
    await app.drain();
    await app.submit({ submission_id: 's3', user_id: 'u3' });
    await app.submit({ submission_id: 's4', user_id: 'u2', responses: [answer({ topic: 'Verbs' })] });
    expect(await rowsOf(app)).toEqual({ ...COUNTED, responses: 5, profiles: 3, course_statistics: 5 });
    (await app.quizSync.eraseLearner('u1'))._unsafeUnwrap();
    const left = { responses: 3, profiles: 2, course_statistics: 3, course_progress: 0, engagement: 1 };
    expect(await rowsOf(app)).toEqual(left);
    await app.drain();
    expect(await rowsOf(app)).toEqual(left);
  });

  it('are more than the sheet has where people deleted one, until it is written again', async () => {
    const app = await aSchool();
    await app.drain();
    app.sheets.people.deleteRows(TITLES.profiles, 1, 1);
    await app.submit({ submission_id: 's3', user_id: 'u2' });
    await app.drain();
    const { tabs } = (await app.quizSync.syncStatus())._unsafeUnwrap();
    expect(tabs.find(({ tab }) => tab === 'profiles')).toMatchObject({ rows: 1, rows_in_store: 2 });
    await app.submit({ submission_id: 's4', user_id: 'u1' });
    expect(await rowsOf(app)).toEqual({ ...COUNTED, responses: 5 });
    await app.drain();
    expect(await rowsOf(app)).toEqual({ ...COUNTED, responses: 5 });
    expect((await app.store.syncState.read(app.sheets.target))._unsafeUnwrap().doubtfulRows).toBeUndefined();
  });

  it('are fewer where people pasted rows with keys of ours that the store knows nothing of', async () => {
    const app = await aSchool();
    await app.drain();
    const { people } = app.sheets;
    const keyColumn = people.values(TITLES.profiles)[0]?.indexOf('quiz_sync_key') ?? -1;
    people.insertRows(TITLES.profiles, 1, 1);
    people.typeCell(TITLES.profiles, 1, keyColumn, 'nobody');
    await app.submit({ submission_id: 's3', user_id: 'u1' });
    await app.submit({ submission_id: 's4', user_id: 'u2' });
    await app.drain();
    const { tabs } = (await app.quizSync.syncStatus())._unsafeUnwrap();
    expect(tabs.find(({ tab }) => tab === 'profiles')).toMatchObject({ rows: 3, rows_in_store: 2 });
    await app.quizSync.verify({ repair: true });
    await app.drain();
    expect(await rowsOf(app)).toEqual({ ...COUNTED, responses: 5 });
  });

  it('are those of the last success while too much waits, and unknown before the first', async () => {
    const app = makeApplication();
    const crowd = async (from: number): Promise<void> => {
      for (let number = from; number < from + 201; number += 1)
        await app.submit({ submission_id: `s${number}`, user_id: `u${number}` });
    };
    await crowd(0);
    expect(await rowsOf(app)).toMatchObject({ responses: 201, profiles: undefined });
    await app.drain();
    expect(await rowsOf(app)).toMatchObject({ responses: 201, profiles: 201, course_statistics: 201 });
    const { last_success_at: at } = (await app.quizSync.syncStatus())._unsafeUnwrap();
    await crowd(1_000);
    expect(await rowsOf(app)).toMatchObject({ responses: 402, profiles: { rows_in_store: 201, at } });
  });
});

describe('rows that people moved', () => {
  it('are kept once each and up to a number, beyond which the tab is named', () => {
    const some = withDoubts(undefined, 'profiles', ['u1', 'u2', 'u1']);
    expect(withDoubts(some, 'profiles', ['u2'])).toEqual(some);
    const keys = Array.from({ length: MAX_DOUBTFUL_ROWS }, (_, number) => `v${number}`);
    const many = withDoubts(some, 'engagement', keys);
    expect(many.further).toEqual(['engagement']);
    expect(many.rows).toHaveLength(MAX_DOUBTFUL_ROWS);
    expect(many.rows.slice(0, 2)).toEqual(some.rows);
  });
});
