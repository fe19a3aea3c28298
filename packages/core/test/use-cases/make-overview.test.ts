import { fakeSheets } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { OVERVIEW_TAB_ID } from '../../src/overview/overview-tab.js';
import { LANDING_LIMIT_MS } from '../../src/sync/settle/landing-times.js';
import { expectExact, makeApplication, type TestApplication, TITLES } from '../sync/make-application.js';

async function withOneSynced(): Promise<TestApplication> {
  const app = makeApplication();
  await app.submit({ submission_id: 's1', user_id: 'u1' });
  await app.drain();
  return app;
}

async function make(app: TestApplication) {
  return (await app.quizSync.makeOverview()).map(({ title, created }) => [title, created]);
}

async function overviews({ sheets }: TestApplication): Promise<string[]> {
  const { tabs } = (await sheets.read({ tabs: 'all', ranges: [] }))._unsafeUnwrap();
  const ours = new Set(Object.values(TITLES));
  return tabs.filter(({ title }) => !ours.has(title) && title !== 'Sheet1').map(({ title }) => title);
}

describe('making the overview', () => {
  it('makes it by one write, and leaves it as it is from then on', async () => {
    const app = await withOneSynced();
    const { writes } = app.sheets.calls();
    expect((await make(app))._unsafeUnwrap()).toEqual(['Overview', true]);
    expect(app.sheets.calls().writes).toBe(writes + 1);
    app.sheets.people.typeCell('Overview', 0, 0, 'Our school');
    app.sheets.people.renameTab('Overview', 'School');
    expect((await make(app))._unsafeUnwrap()).toEqual(['School', false]);
    expect(app.sheets.calls().writes).toBe(writes + 1);
    expect(app.sheets.people.values('School')).toEqual([['Our school']]);
    expect(await overviews(app)).toEqual(['School']);
  });

  it('makes the tabs first in a spreadsheet that has none', async () => {
    const app = makeApplication();
    expect((await make(app))._unsafeUnwrap()).toEqual(['Overview', true]);
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.drain();
    await expectExact(app, ['s1']);
  });

  it('takes another title where people have a tab of that one', async () => {
    const app = await withOneSynced();
    app.sheets.people.addTab(99, 'overview');
    expect((await make(app))._unsafeUnwrap()).toEqual(['Overview (2)', true]);
  });

  it('is in nobody’s way: neither syncs nor plans nor verifications touch it', async () => {
    const app = await withOneSynced();
    await make(app);
    app.sheets.people.typeCell('Overview', 0, 0, 'quiz_sync_key');
    app.sheets.people.moveTab('Overview', 0);
    await app.submit({ submission_id: 's2', user_id: 'u2' });
    await app.drain();
    await expectExact(app, ['s1', 's2']);
    const report = (await app.quizSync.verify({ repair: true }))._unsafeUnwrap();
    expect(report).toMatchObject({ clean: true });
    expect((await app.quizSync.plan())._unsafeUnwrap().rows).toEqual([]);
    expect(app.sheets.people.values('Overview')).toEqual([['quiz_sync_key']]);
  });

  it('is not taken for a tab of ours, whatever people call it', async () => {
    const app = await withOneSynced();
    await make(app);
    app.sheets.people.deleteTab(TITLES.engagement);
    app.sheets.people.renameTab('Overview', TITLES.engagement);
    await app.quizSync.setUp();
    expect(app.sheets.people.values(TITLES.engagement)).toEqual([['Overview']]);
    expect((await make(app))._unsafeUnwrap()).toEqual([TITLES.engagement, false]);
  });

  it('comes back when it was deleted, and is asked for again, and not before', async () => {
    const app = await withOneSynced();
    await make(app);
    app.sheets.people.deleteTab('Overview');
    await app.submit({ submission_id: 's2', user_id: 'u1' });
    await app.drain();
    expect(await overviews(app)).toEqual([]);
    expect((await make(app))._unsafeUnwrap()).toEqual(['Overview', true]);
  });

  it.each([true, false])(
    'makes no second one when an answer is lost, nor when the write arrives late (revision honoured: %s) (faults 9, 11)',
    async (honoursRevision) => {
      const app = makeApplication({ sheets: fakeSheets({ timeZone: 'Europe/Berlin', honoursRevision }) });
      await app.quizSync.setUp();
      app.sheets.faults.applyLater();
      expect((await make(app)).isErr()).toBe(true);
      app.clock.advance(LANDING_LIMIT_MS);
      app.sheets.faults.loseNextAnswer();
      await make(app);
      app.clock.advance(LANDING_LIMIT_MS);
      expect((await make(app)).isOk()).toBe(true);
      expect(app.sheets.land()).toBe(false);
      expect(await overviews(app)).toEqual(['Overview']);
    },
  );

  it('says which header is lost, and makes nothing', async () => {
    const app = await withOneSynced();
    app.sheets.people.typeCell(TITLES.course_statistics, 0, 5, 'Points');
    const refusal = (await app.quizSync.makeOverview())._unsafeUnwrapErr();
    expect(refusal).toMatchObject({ type: 'sync_failed', problem: { code: 'tab_headers_missing' } });
    expect(await overviews(app)).toEqual([]);
  });

  it('names the place where people find it', async () => {
    const app = await withOneSynced();
    const { overview_url: url } = (await app.quizSync.makeOverview())._unsafeUnwrap();
    const { url: page } = app.sheets.describe();
    expect(url).toBe(page === undefined ? undefined : `${page}#gid=${OVERVIEW_TAB_ID}`);
  });
});
