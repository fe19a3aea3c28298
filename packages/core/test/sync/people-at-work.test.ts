import { describe, expect, it } from 'vitest';
import { expectExact, keysOf, makeApplication, rowOf, TITLES } from './make-application.js';

const { profiles: PROFILES, responses: RESPONSES } = TITLES;

/** Five learners in the sheet, each with a note that people keep beside the profile. */
async function withNotes() {
  const app = makeApplication();
  for (let index = 1; index <= 5; index += 1) {
    await app.submit({ submission_id: `s${index}`, user_id: `u${index}` });
    await app.quizSync.upsertLearner(`u${index}`, { first_name: `Learner ${index}` });
  }
  await app.drain();
  const { people } = app.sheets;
  const column = people.values(PROFILES)[0]?.length ?? 0;
  people.insertColumn(PROFILES, column);
  people.typeCell(PROFILES, 0, column, 'notes');
  for (const [row, cells] of people.values(PROFILES).entries()) {
    if (row > 0) people.typeCell(PROFILES, row, column, `note on ${cells[0]}`);
  }
  return app;
}

type Noted = Awaited<ReturnType<typeof withNotes>>;

function expectNotesWithTheirLearners(
  { sheets }: Noted,
  learners: readonly number[] = [1, 2, 3, 4, 5],
): void {
  for (const index of learners) {
    expect(rowOf(sheets, 'profiles', `u${index}`)).toMatchObject({
      first_name: `Learner ${index}`,
      notes: `note on Learner ${index}`,
    });
  }
}

const ALL = ['s1', 's2', 's3', 's4', 's5', 's6', 's7'];

/** A learner who is there answers again, and a new one comes. */
async function moreAnswers({ submit }: Noted) {
  await submit({ submission_id: 's6', user_id: 'u2' });
  await submit({ submission_id: 's7', user_id: 'u7' });
}

type Act = (app: Noted) => void;

const ACTS: Record<string, Act> = {
  'sort (fault 23)': ({ sheets }) => sheets.people.sortRows(PROFILES, 0, { descending: true }),
  'sort everything (fault 23)': ({ sheets }) => {
    for (const title of Object.values(TITLES)) sheets.people.sortRows(title, 0, { descending: true });
  },
  'insert rows above (fault 24)': ({ sheets }) => sheets.people.insertRows(PROFILES, 1, 3),
  'insert a row right above the last (fault 24)': ({ sheets }) => sheets.people.insertRows(PROFILES, 5, 1),
  'insert rows in the middle (fault 24)': ({ sheets }) => sheets.people.insertRows(RESPONSES, 3, 2),
  'insert a column (fault 22)': ({ sheets }) => sheets.people.insertColumn(PROFILES, 2),
  'move a column (fault 22)': ({ sheets }) => sheets.people.moveColumn(PROFILES, 0, 4),
  'move the key column (fault 22)': ({ sheets }) => sheets.people.moveColumn(PROFILES, 11, 0),
  'rename a tab (fault 18)': ({ sheets }) => sheets.people.renameTab(PROFILES, 'Pupils'),
  'move a tab (fault 18)': ({ sheets }) => sheets.people.moveTab(PROFILES, 4),
};

function nameBack({ sheets }: Noted): void {
  if (sheets.tab('Pupils') !== undefined) sheets.people.renameTab('Pupils', PROFILES);
}

describe('people at work', () => {
  it.each(Object.entries(ACTS))('are followed, and notes stay with their learner: %s', async (_, act) => {
    const app = await withNotes();
    act(app);
    await moreAnswers(app);
    await app.drain();
    nameBack(app);
    await expectExact(app, ALL);
    expectNotesWithTheirLearners(app);
  });

  it.each(Object.entries(ACTS))(
    'in the moment between our read and our write, found and mended: %s',
    async (_, act) => {
      const app = await withNotes();
      app.sheets.faults.beforeNextWrite(() => act(app));
      await moreAnswers(app);
      await app.drain();
      nameBack(app);
      await expectExact(app, ALL);
      expectNotesWithTheirLearners(app);
    },
  );

  it('a row of ours deleted comes back when it next changes (fault 24)', async () => {
    const app = await withNotes();
    app.sheets.people.deleteRows(PROFILES, 2, 1);
    expect(keysOf(app.sheets, 'profiles')).not.toContain('u2');
    await moreAnswers(app);
    await app.drain();
    await expectExact(app, ALL);
    expectNotesWithTheirLearners(app, [1, 3, 4, 5]);
  });

  it('text typed below the last row is never overwritten (fault 26)', async () => {
    const app = await withNotes();
    const below = app.sheets.people.values(PROFILES).length + 2;
    app.sheets.people.typeCell(PROFILES, below, 0, 'Total');
    await moreAnswers(app);
    await app.drain();
    expect(app.sheets.people.values(PROFILES)[below]?.[0]).toBe('Total');
    await expectExact(app, ALL);
  });

  it('a tab deleted is made again and filled (fault 19)', async () => {
    const app = await withNotes();
    app.sheets.people.deleteTab(RESPONSES);
    await moreAnswers(app);
    await app.drain();
    await expectExact(app, ALL);
    expectNotesWithTheirLearners(app);
  });

  it('a header renamed stops its tab with a remedy; the others go on; put back, it catches up (fault 21)', async () => {
    const app = await withNotes();
    const before = app.sheets.people.values(PROFILES);
    app.sheets.people.typeCell(PROFILES, 0, 0, 'given name');
    await moreAnswers(app);
    await app.sync();
    expect(app.sheets.people.values(PROFILES).slice(1)).toEqual(before.slice(1));
    expect(keysOf(app.sheets, 'responses')).toContain('s7:0');
    const status = (await app.quizSync.syncStatus())._unsafeUnwrap();
    expect(status.state).toBe('blocked');
    const problem = status.tabs.find(({ tab }) => tab === 'profiles')?.problem;
    expect(problem?.message).toContain('"first_name"');
    expect(problem?.remedy).toContain('Put "first_name" back');
    app.sheets.people.typeCell(PROFILES, 0, 0, 'first_name');
    await app.drain();
    await expectExact(app, ALL);
    expectNotesWithTheirLearners(app);
    expect((await app.quizSync.syncStatus())._unsafeUnwrap().state).toBe('in_sync');
  });
});

describe('a protected tab (fault 20)', () => {
  it('is set aside with its range named, the others go on, and it catches up once the protection is gone', async () => {
    const app = await withNotes();
    app.sheets.protect(PROFILES);
    await moreAnswers(app);
    await app.sync();
    expect(keysOf(app.sheets, 'responses')).toContain('s7:0');
    expect(keysOf(app.sheets, 'profiles')).not.toContain('u7');
    const blocked = (await app.quizSync.syncStatus())._unsafeUnwrap();
    expect(blocked.state).toBe('blocked');
    expect(blocked.tabs.find(({ tab }) => tab === 'profiles')?.problem?.remedy).toContain(PROFILES);
    await app.sync();
    const writes = app.sheets.calls().writes;
    await app.sync();
    expect(app.sheets.calls().writes).toBe(writes);
    app.clock.advance(60_000);
    await app.sync();
    expect(app.sheets.calls().writes).toBe(writes + 1);
    app.sheets.unprotect(PROFILES);
    app.clock.advance(60_000);
    await app.drain();
    await expectExact(app, ALL);
    expectNotesWithTheirLearners(app);
    expect((await app.quizSync.syncStatus())._unsafeUnwrap().state).toBe('in_sync');
  });

  it('is tried again without a word written, so that a column inserted in that moment keeps its header', async () => {
    const app = await withNotes();
    app.sheets.protect(PROFILES);
    await moreAnswers(app);
    await app.sync();
    app.sheets.unprotect(PROFILES);
    app.clock.advance(60_000);
    const [before = []] = app.sheets.people.values(PROFILES);
    app.sheets.faults.beforeNextWrite(() => app.sheets.people.insertColumn(PROFILES, 0));
    await app.drain();
    const [headers = []] = app.sheets.people.values(PROFILES);
    expect(headers.map((header) => header ?? '')).toEqual(['', ...before]);
    await expectExact(app, ALL);
    expectNotesWithTheirLearners(app);
  });

  it('is tried again at once when the clock was set back meanwhile (fault 31)', async () => {
    const app = await withNotes();
    app.sheets.protect(PROFILES);
    await moreAnswers(app);
    await app.sync();
    app.sheets.unprotect(PROFILES);
    app.clock.jumpTo(app.clock.now() - 3_600_000);
    await app.drain();
    await expectExact(app, ALL);
  });
});

describe('a key that people typed', () => {
  it('is not taken for a row of ours when keys are scanned', async () => {
    const app = await withNotes();
    const tabs = ['responses', 'course_statistics', 'course_progress'] as const;
    for (const tab of tabs) {
      const [headers = [], ...rows] = app.sheets.people.values(TITLES[tab]);
      const keyColumn = headers.indexOf('quiz_sync_key');
      for (const [index, typed] of ['mine', 'a/b/c', 's1:x', 7].entries())
        app.sheets.people.typeCell(TITLES[tab], rows.length + 2 + index, keyColumn, typed);
    }
    app.sheets.people.deleteRevision();
    await app.submit({ submission_id: 's6', user_id: 'u2' });
    await app.drain();
    const counts = (await app.store.ledger.countRows(app.sheets.target))._unsafeUnwrap();
    expect(tabs.map((tab) => counts.get(tab) ?? 0)).toEqual([6, 5, 0]);
    expect(keysOf(app.sheets, 'responses')).toEqual(expect.arrayContaining(['mine', 's6:0']));
  });

  it('does not become a learner when a batch hits its row', async () => {
    const app = await withNotes();
    const keyColumn = app.sheets.people.values(PROFILES)[0]?.indexOf('quiz_sync_key') ?? -1;
    app.sheets.faults.beforeNextWrite(() => {
      app.sheets.people.insertRows(PROFILES, 1, 1);
      app.sheets.people.typeCell(PROFILES, 2, keyColumn, 'nobody');
    });
    await app.submit({ submission_id: 's6', user_id: 'u2' });
    await app.drain();
    expect((await app.quizSync.learnerStatistics('nobody')).isErr()).toBe(true);
  });
});
