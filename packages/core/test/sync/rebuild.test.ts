import type { RunProgress } from '@quiz-sync/core';
import { fakeSheets, memoryStore } from '@quiz-sync/testing';
import { describe, expect, it, vi } from 'vitest';
import { LOAD_LIMIT } from '../../src/sync/load/load-work.js';
import {
  answer,
  expectExact,
  keysOf,
  makeApplication,
  type TestApplication,
  TITLES,
} from './make-application.js';

const SUBMISSIONS = 24;
const RESPONSES = 250;

const ids = (count: number): string[] => Array.from({ length: count }, (_, number) => `s${number}`);

/** Six thousand responses of four learners: several batches. */
async function filled(): Promise<TestApplication> {
  const app = makeApplication();
  const responses = Array.from({ length: RESPONSES }, () => answer({ explanation: 'x'.repeat(100) }));
  for (const [number, submission_id] of ids(SUBMISSIONS).entries()) {
    await app.submit({ submission_id, user_id: `u${number % 4}`, responses });
  }
  return app;
}

/** A run that somebody asks for looks at the spreadsheet, also when nothing waits. */
async function forced(app: TestApplication): Promise<void> {
  await app.quizSync.forceSync();
  await app.drain();
}

const status = async ({ quizSync }: TestApplication) => (await quizSync.syncStatus())._unsafeUnwrap();

/** What the status says of the progress after each write. */
function watchProgress(app: TestApplication): (RunProgress | undefined)[] {
  const seen: (RunProgress | undefined)[] = [];
  const { write } = app.sheets;
  app.sheets.write = (batch) =>
    write(batch).map((applied) => {
      void status(app).then(({ progress }) => seen.push(progress));
      return applied;
    });
  return seen;
}

/** This write of rows is applied, and from then on nobody of this process does anything any more. */
function dieAtWrite(number: number, { store, sheets }: Pick<TestApplication, 'store' | 'sheets'>): void {
  const { write } = sheets;
  let ofRows = 0;
  sheets.write = (batch) => {
    if (batch.changes.some((change) => change.type === 'write_cells' && change.firstRow > 0)) ofRows += 1;
    return write(batch).andTee(() => {
      if (ofRows === number) store.faults.fail();
    });
  };
}

/** Deletes every row that holds something, the header too. */
function emptyTab({ sheets }: TestApplication, title: string): void {
  sheets.people.deleteRows(title, 0, sheets.people.values(title).length);
}

describe('a rebuild', () => {
  it('fills a new spreadsheet with everything, in batches', async () => {
    const first = await filled();
    await first.drain();
    const sheets = fakeSheets({ target: 'spreadsheet-2' });
    const second = makeApplication({ store: first.store, clock: first.clock, sheets });
    await second.drain();
    await expectExact(second, ids(SUBMISSIONS));
    expect(sheets.batches.length).toBeGreaterThan(2);
  });

  it('tells how far it is, in the status and to who waits for it, and nothing once it is done', async () => {
    const first = await filled();
    await first.drain();
    const sheets = fakeSheets({ target: 'spreadsheet-2' });
    const app = makeApplication({ store: first.store, clock: first.clock, sheets });
    const seen = watchProgress(app);
    const told: RunProgress[] = [];
    const ended = app.quizSync.forceSync({ wait: true, onProgress: (progress) => told.push(progress) });
    await vi.waitFor(() => expect(app.scheduler.requests.at(-1)?.reason).toBe('force'));
    await app.scheduler.runAll();
    expect((await ended)._unsafeUnwrap()).toMatchObject({ status: 'succeeded' });
    const [begun] = seen.filter((progress) => progress !== undefined);
    expect(begun).toMatchObject({ total: SUBMISSIONS, since: '2026-03-02T10:00:00.000Z' });
    const done = told.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((one, other) => one - other));
    expect(done.at(-1)).toBeGreaterThan(0);
    expect(told.map(({ total }) => total)).toEqual(told.map(() => SUBMISSIONS));
    expect((await status(app)).progress).toBeUndefined();
    const [run] = (await app.quizSync.syncRuns(1))._unsafeUnwrap();
    expect(run).not.toHaveProperty('progress');
  });

  it('of one batch tells of no progress', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's0', user_id: 'u0' });
    const seen = watchProgress(app);
    await app.drain();
    expect(seen.filter((progress) => progress !== undefined)).toEqual([]);
  });

  it('that was killed midway goes on where it was, without the one who began it (fault 4)', async () => {
    const uninterrupted = await filled();
    await uninterrupted.drain();
    const { store, sheets, clock, sync } = await filled();
    dieAtWrite(3, { store, sheets });
    await sync();
    store.faults.recover();
    // The dead one's lease has to run out.
    clock.advance(60_000);
    const heir = makeApplication({ store, sheets, clock });
    expect((await status(heir)).pending.total).toBeLessThan(SUBMISSIONS);
    await heir.drain();
    await expectExact(heir, ids(SUBMISSIONS));
    // What had been written was not written again.
    expect(sheets.batches.length).toBe(uninterrupted.sheets.batches.length);
  });

  it('fills tabs that people have emptied, headers and all', async () => {
    const app = await filled();
    await app.quizSync.upsertLearner('u1', { first_name: 'Ada' });
    await app.drain();
    for (const title of Object.values(TITLES)) emptyTab(app, title);
    await forced(app);
    await expectExact(app, ids(SUBMISSIONS));
    expect(await status(app)).toMatchObject({ state: 'in_sync' });
  });

  it('leaves a tab alone whose header row was cleared, and its rows not', async () => {
    const app = await filled();
    await app.drain();
    const title = TITLES.responses;
    const headers = app.sheets.people.values(title)[0] ?? [];
    for (const column of headers.keys()) app.sheets.people.typeCell(title, 0, column, null);
    const before = app.sheets.people.values(title);
    await app.quizSync.forceSync();
    await app.scheduler.runDue();
    expect(await status(app)).toMatchObject({ state: 'blocked' });
    expect(app.sheets.people.values(title)).toEqual(before);
    for (const [column, header] of headers.entries()) app.sheets.people.typeCell(title, 0, column, header);
    await app.drain();
    await expectExact(app, ids(SUBMISSIONS));
  });

  it('makes tabs again that people deleted, all but one of their own (fault 19)', async () => {
    const app = await filled();
    await app.drain();
    for (const title of Object.values(TITLES)) app.sheets.people.deleteTab(title);
    await forced(app);
    await expectExact(app, ids(SUBMISSIONS));
  });

  it('loads no more at once than a batch takes, however much there is', { timeout: 60_000 }, async () => {
    const store = memoryStore();
    const app = makeApplication({ store });
    const responses = Array.from({ length: 500 }, () => answer());
    // A learner each: statistics are computed from all that a learner did, again with each batch.
    for (const submission_id of ids(200))
      await app.submit({ submission_id, user_id: submission_id, responses });
    const loaded: number[] = [];
    const { load } = store.pending;
    store.pending.load = (limit) =>
      load(limit).map((changes) => {
        const counts = changes.map((change) =>
          change.kind === 'submission' ? change.submission.responses.length : 0,
        );
        loaded.push(counts.reduce((sum, count) => sum + count, 0));
        return changes;
      });
    await app.drain();
    expect(keysOf(app.sheets, 'responses')).toHaveLength(100_000);
    expect(loaded.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(100_000);
    expect(Math.max(...loaded)).toBeLessThanOrEqual(LOAD_LIMIT.responses);
  });
});
