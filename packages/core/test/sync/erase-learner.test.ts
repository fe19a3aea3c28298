import type { TabName } from '@quiz-sync/core';
import type { StoreMethod } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { KEY_HEADER } from '../../src/tabs/tab-layout.js';
import {
  answer,
  expectExact,
  keysOf,
  makeApplication,
  type TestApplication,
  TITLES,
} from './make-application.js';

const TABS = Object.keys(TITLES) as TabName[];

const OF_BOB = ['bob-1', 'bob-2', 'bob-3'];

/** Two learners, with rows in every tab, between each other's. Ada shares a session with Bob, and has one alone. */
async function withTwo(): Promise<TestApplication> {
  const app = makeApplication();
  const courses = [answer({ course_id: 'algebra' }), answer({ explanation: 'ada’s own words' })];
  for (const [index, id] of OF_BOB.entries()) {
    await app.submit({
      submission_id: `ada-${index}`,
      user_id: 'ada',
      session_id: 'hers',
      responses: courses,
    });
    await app.submit({ submission_id: id, user_id: 'bob', session_id: 'shared' });
  }
  await app.submit({ submission_id: 'ada-shared', user_id: 'ada', session_id: 'shared' });
  for (const [user_id, first_name] of [['ada', 'Ada'] as const, ['bob', 'Bob'] as const]) {
    await app.quizSync.upsertLearner(user_id, { first_name });
    await app.quizSync.completeCourse({ user_id, course_id: 'algebra' });
    await app.quizSync.upsertSession(`chat of ${user_id}`, { user_id, messages_per_session: 1 });
  }
  return app;
}

/** In which row each key of Bob's stands, and what is in it. */
function rowsOfBob({ sheets }: TestApplication): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const tab of TABS)
    for (const [row, record] of sheets.records(TITLES[tab]).entries())
      if (/bob/.test(String(record[KEY_HEADER]))) found.set(`${tab} ${row}`, record);
  return found;
}

async function erase(app: TestApplication, userId = 'ada') {
  return (await app.quizSync.eraseLearner(userId))._unsafeUnwrap();
}

/** Nothing of Ada is left anywhere, and Bob has all there is. */
async function expectGone(app: TestApplication): Promise<void> {
  await expectExact(app, OF_BOB);
  for (const tab of TABS)
    expect(JSON.stringify(app.sheets.records(TITLES[tab])), TITLES[tab]).not.toMatch(/ada|Ada|hers/);
  expect(keysOf(app.sheets, 'engagement').sort()).toEqual(['chat of bob', 'shared']);
  expect((await app.store.pending.count())._unsafeUnwrap().total).toBe(0);
}

describe('erasing a learner', () => {
  it('removes the rows with the next syncs, and moves and changes nothing of others', async () => {
    const app = await withTwo();
    await app.drain();
    const { sheets } = app;
    sheets.people.insertColumn(TITLES.responses, 0);
    sheets.people.typeCell(TITLES.responses, 1, 0, 'a note beside Ada’s row');
    const before = rowsOfBob(app);
    const { removed, sync } = await erase(app);
    expect(removed).toMatchObject({ submissions: 4, responses: 7, completions: 1, profiles: 1, sessions: 1 });
    expect(sync).toEqual({ state: 'pending' });
    await app.drain();
    expect(rowsOfBob(app)).toEqual(before);
    expect(sheets.people.values(TITLES.responses)[1]?.[0]).toBe('a note beside Ada’s row');
    expect((await app.quizSync.learnerStatistics('ada'))._unsafeUnwrapErr().type).toBe('learner_unknown');
    await expectExact(app, OF_BOB);
    expect(keysOf(app.sheets, 'engagement').sort()).toEqual(['chat of bob', 'shared']);
    expect((await app.quizSync.verify())._unsafeUnwrap()).toMatchObject({ clean: true });
  });

  it('is no drift while its rows are still to go', async () => {
    const app = await withTwo();
    await app.drain();
    await erase(app);
    expect((await app.quizSync.verify())._unsafeUnwrap()).toMatchObject({ clean: true, findings: [] });
    expect((await app.quizSync.verify({ repair: true }))._unsafeUnwrap()).toMatchObject({ clean: true });
    await app.drain();
    await expectGone(app);
  });

  it('asks for a sync without naming the learner in the log', async () => {
    const app = await withTwo();
    const lines = app.log.messages().length;
    await erase(app);
    expect(app.scheduler.requests.at(-1)).toMatchObject({ reason: 'erasure of a learner' });
    expect(JSON.stringify(app.log.messages().slice(lines))).not.toContain('ada');
  });

  it('costs no call to Google for somebody who is unknown', async () => {
    const app = await withTwo();
    await app.drain();
    const calls = app.sheets.calls();
    expect((await erase(app, 'nobody')).removed).toMatchObject({ submissions: 0, profiles: 0 });
    await app.drain();
    expect(app.sheets.calls()).toEqual(calls);
  });

  it('refuses what cannot be a learner', async () => {
    const app = makeApplication();
    expect((await app.quizSync.eraseLearner('a\u0000'))._unsafeUnwrapErr().type).toBe('invalid_input');
  });
});

/** Calls of a run that writes: the erasure comes right before one of them. */
const MOMENTS: readonly (StoreMethod | 'read' | 'write')[] = [
  'lease.acquire',
  'pending.load',
  'stats.learners',
  'learners.findMany',
  'courses.completionsOf',
  'sessions.findMany',
  'stats.sessions',
  'ledger.ownedBy',
  'ledger.find',
  'read',
  'journal.record',
  'write',
  'journal.settle',
  'lease.release',
];

describe('an erasure during a sync', () => {
  it.each(MOMENTS)('right before %s: nothing of the learner is left', async (moment) => {
    const app = await withTwo();
    let done = 0;
    const act = async () => {
      done = (await erase(app)).removed.submissions;
    };
    if (moment === 'read') app.sheets.faults.beforeNextRead(act);
    else if (moment === 'write') app.sheets.faults.beforeNextWrite(act);
    else app.store.faults.beforeNext(moment, act);
    await app.drain();
    await app.drain();
    expect(done).toBe(4);
    await expectGone(app);
  });

  it('whose write got no answer: nothing is left, whether it was applied, late or not', async () => {
    for (const fate of ['loseNextAnswer', 'applyLater'] as const) {
      const app = await withTwo();
      app.sheets.faults[fate]();
      await app.sync();
      await erase(app);
      await app.drain();
      if (fate === 'applyLater') expect(app.sheets.land()).toBe(false);
      await app.drain();
      await expectGone(app);
    }
  });

  it('when people deleted the marker and the answer was lost: nothing is left', async () => {
    const app = await withTwo();
    app.sheets.faults.loseNextAnswer();
    await app.sync();
    app.sheets.people.deleteRevision();
    await erase(app);
    await app.drain();
    await expectGone(app);
  });

  it('whose own batches get no answer, one after the other: nothing is left', async () => {
    const app = await withTwo();
    await app.drain();
    await erase(app);
    app.sheets.faults.loseNextAnswer();
    await app.sync();
    app.sheets.faults.loseNextAnswer();
    await app.drain();
    await expectGone(app);
  });

  it('while people sort: nothing of others is hit', async () => {
    const app = await withTwo();
    await app.drain();
    await erase(app);
    app.sheets.faults.beforeNextWrite(() => app.sheets.people.sortRows(TITLES.responses, 0));
    await app.drain();
    await expectGone(app);
  });

  it('while a tab is protected: goes on when that has been mended', async () => {
    const app = await withTwo();
    await app.drain();
    app.sheets.protect(TITLES.responses);
    await erase(app);
    await app.sync();
    expect((await app.store.pending.count())._unsafeUnwrap().total).toBeGreaterThan(0);
    app.sheets.unprotect(TITLES.responses);
    app.clock.advance(60_000);
    await app.drain();
    await expectGone(app);
  });
});

describe('what a learner sends after an erasure', () => {
  it.each([
    ['before the rows are gone', false],
    ['after that', true],
  ])('%s stays, also under an id that was used before', async (_, drained) => {
    const app = await withTwo();
    await app.drain();
    await erase(app);
    if (drained) await app.drain();
    await app.submit({ submission_id: 'ada-1', user_id: 'ada', session_id: 'hers' });
    await app.submit({ submission_id: 'ada-new', user_id: 'ada' });
    await app.drain();
    await expectExact(app, [...OF_BOB, 'ada-1', 'ada-new']);
    expect(keysOf(app.sheets, 'engagement').sort()).toEqual(['chat of bob', 'hers', 'shared']);
  });

  it('at the same time is wholly there or wholly gone', async () => {
    const app = await withTwo();
    await app.drain();
    app.store.faults.beforeNext('personal.erase', async () => {
      await app.submit({ submission_id: 'during', user_id: 'ada' });
    });
    await erase(app);
    await app.submit({ submission_id: 'after', user_id: 'ada' });
    await app.drain();
    await expectExact(app, [...OF_BOB, 'after']);
  });
});
