import { fakeClock, fakeSheets } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import {
  answer,
  expectExact,
  keysOf,
  makeApplication,
  type TestApplication,
  TITLES,
} from './make-application.js';

const HOUR = 3_600_000;

/** Submissions of so many responses each. */
async function submit(app: TestApplication, ids: readonly string[], responses = 1): Promise<void> {
  for (const submission_id of ids) {
    const answers = Array.from({ length: responses }, () => answer());
    await app.submit({ submission_id, user_id: 'u1', responses: answers });
  }
}

const status = async (app: TestApplication) => (await app.quizSync.syncStatus())._unsafeUnwrap();

const rowsOf = (app: TestApplication) => app.sheets.tab(TITLES.responses)?.rowCount;

/** The cells that a synced spreadsheet with one learner needs, but for what Google gives to new tabs. */
async function synced(cellLimit: number): Promise<TestApplication> {
  const app = makeApplication({ sheets: fakeSheets({ cellLimit }) });
  await submit(app, ['s1']);
  await app.drain();
  return app;
}

describe('a spreadsheet that is full (fault 28)', () => {
  it('blocks with advice, loses nothing, and goes on by itself when there is room', async () => {
    // People's own tab has 26,000 cells; ours have what they need and no more.
    const app = await synced(27_000);
    const ids = ['s1', ...Array.from({ length: 10 }, (_, number) => `more-${number}`)];
    await submit(app, ids.slice(1), 20);
    expect(await app.sync()).toMatchObject({ type: 'retry' });
    const blocked = await status(app);
    expect(blocked).toMatchObject({
      state: 'blocked',
      pending: { submission: 10 },
      last_error: { code: 'cell_limit_reached', blocked: true },
    });
    expect(blocked.last_error?.remedy).toMatch(/^Delete tabs, or rows and columns that nobody uses, in /);
    expect(keysOf(app.sheets, 'responses')).toEqual(['s1:0']);

    app.sheets.people.deleteTab('Sheet1');
    await app.drain();
    expect(await status(app)).toMatchObject({
      state: 'in_sync',
      pending: { total: 0 },
      last_error: undefined,
    });
    await expectExact(app, ids);
  });

  it('is not full as long as what is needed fits, without room to spare', async () => {
    const app = await synced(27_000);
    // Five tabs of two rows each.
    expect(rowsOf(app)).toBe(2);
    await submit(app, ['s2', 's3'], 3);
    await app.drain();
    expect(rowsOf(app)).toBe(8);
    await expectExact(app, ['s1', 's2', 's3']);
  });

  it('has room to spare where there is enough of it', async () => {
    const app = await synced(10_000_000);
    expect(rowsOf(app)).toBe(1_000);
    await submit(app, ['s2', 's3'], 500);
    await app.drain();
    expect(rowsOf(app)).toBe(1_202);
  });

  it('costs one write an attempt while it is full', async () => {
    const app = await synced(27_000);
    await submit(app, ['s2'], 100);
    await app.sync();
    const before = app.sheets.calls().writes;
    await app.sync();
    expect(app.sheets.calls().writes - before).toBe(1);
  });

  it('is left for a new one, where everything is written afresh', async () => {
    const app = await synced(27_000);
    await submit(app, ['s2'], 100);
    expect(await app.sync()).toMatchObject({ type: 'retry' });
    const sheets = fakeSheets({ target: 'spreadsheet-2' });
    const moved = makeApplication({ store: app.store, clock: app.clock, sheets });
    await moved.drain();
    await expectExact(moved, ['s1', 's2']);
  });
});

describe('how full it is (fault 28)', () => {
  it('is in the status: people’s tabs counted, and the day on which it will be full', async () => {
    const clock = fakeClock();
    const app = makeApplication({ clock });
    expect((await status(app)).cells).toBeUndefined();
    await submit(app, ['s1']);
    await app.drain();
    const first = (await status(app)).cells;
    // Sheet1 and the five tabs, with 11, 12, 9, 9 and 9 columns.
    expect(first).toMatchObject({ used: 26_000 + 50_000, limit: 10_000_000, full_on: undefined });
    for (let day = 1; day <= 8; day += 1) {
      clock.advance(24 * HOUR);
      app.sheets.people.addTab(100 + day, `Notes ${day}`);
      await submit(app, [`day-${day}`]);
      await app.drain();
    }
    const later = (await status(app)).cells;
    expect(later?.used).toBe((first?.used ?? 0) + 8 * 26_000);
    const days = (10_000_000 - (later?.used ?? 0)) / 26_000;
    const full = new Date(clock.now() + days * 24 * HOUR).toISOString().slice(0, 10);
    expect(later?.full_on).toBe(full);
  });

  it('counts tabs once that were there before we knew of them', async () => {
    const app = makeApplication();
    await submit(app, ['s1']);
    await app.drain();
    const { used } = (await status(app)).cells ?? {};
    // The store is lost, and another one begins on the same spreadsheet.
    const again = makeApplication({ sheets: app.sheets });
    await submit(again, ['s1']);
    await again.drain();
    await submit(again, ['s2']);
    await again.drain();
    expect((await status(again)).cells?.used).toBe(used);
  });

  it('costs no call of its own but a look at people’s tabs every few hours', async () => {
    const clock = fakeClock();
    const sheets = fakeSheets();
    const asked: unknown[] = [];
    const { read } = sheets;
    sheets.read = (request) => {
      asked.push(request.tabs === 'all' ? 'all' : 'ours');
      return read(request);
    };
    const app = makeApplication({ clock, sheets });
    await submit(app, ['s1']);
    await app.drain();
    asked.length = 0;
    for (let hour = 1; hour <= 12; hour += 1) {
      clock.advance(HOUR);
      await submit(app, [`hour-${hour}`]);
      await app.drain();
    }
    expect(asked).toHaveLength(12);
    expect(asked.filter((tabs) => tabs === 'all')).toHaveLength(2);
  });
});
