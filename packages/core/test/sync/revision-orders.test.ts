import type { FakeSheets } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import {
  expectExact,
  keysOf,
  makeApplication,
  rowOf,
  type TestApplication,
  TITLES,
} from './make-application.js';

const { profiles: PROFILES } = TITLES;
const UNKNOWN = { type: 'outcome_unknown', message: 'timed out' } as const;

async function withTwoSynced(): Promise<TestApplication> {
  const app = makeApplication();
  for (const id of ['s1', 's2']) await app.submit({ submission_id: id, user_id: `u${id}` });
  await app.drain();
  return app;
}

/** The service started anew with the id of another spreadsheet in its settings, on the same store. */
function movedTo(sheets: FakeSheets, { store, clock }: TestApplication): TestApplication {
  return makeApplication({ store, clock, sheets });
}

/** A note that people keep beside a learner; its column has no header of ours. */
function writeNote(sheets: FakeSheets, userId: string, note: string): void {
  const values = sheets.people.values(PROFILES);
  const keyColumn = values[0]?.indexOf('quiz_sync_key') ?? -1;
  const row = values.findIndex((cells) => cells[keyColumn] === userId);
  sheets.people.insertColumn(PROFILES, 0);
  sheets.people.typeCell(PROFILES, 0, 0, 'Note');
  sheets.people.typeCell(PROFILES, row, 0, note);
}

describe('the marker copied along with the spreadsheet', () => {
  it('the copy is gone through by its keys: every row stays where it is, and none is there twice (faults 17, 27)', async () => {
    const app = await withTwoSynced();
    writeNote(app.sheets, 'us1', 'asks a lot');
    const copy = app.sheets.duplicate('the copy');
    expect(copy.revision()).toBe(app.sheets.revision());
    copy.people.sortRows(PROFILES, 0, { descending: true });
    const moved = movedTo(copy, app);
    await moved.drain();
    await expectExact(moved, ['s1', 's2']);
    expect(rowOf(copy, 'profiles', 'us1')).toMatchObject({ Note: 'asks a lot' });
    expect(copy.revision()).not.toBe(app.sheets.revision());
  });

  it('a copy of long ago gets what it lacks, and loses nothing (fault 17)', async () => {
    const app = await withTwoSynced();
    const copy = app.sheets.duplicate('the copy');
    await app.submit({ submission_id: 's3', user_id: 'us1' });
    await app.submit({ submission_id: 's4', user_id: 'us4' });
    await app.drain();
    const moved = movedTo(copy, app);
    await moved.submit({ submission_id: 's5', user_id: 'us2' });
    await moved.drain();
    await expectExact(moved, ['s1', 's2', 's3', 's4', 's5']);
  });

  it('a batch under way to the original is not taken for one to the copy, which carries its revision (faults 10, 17)', async () => {
    const app = await withTwoSynced();
    await app.submit({ submission_id: 's3', user_id: 'us1' });
    app.sheets.faults.loseNextAnswer();
    app.sheets.faults.beforeNextWrite(() =>
      app.sheets.faults.failNextRead({ type: 'unavailable', message: 'HTTP 503' }),
    );
    await app.sync();
    // Applied there, and the copy has it as well; nobody has settled it.
    const copy = app.sheets.duplicate('the copy');
    const moved = movedTo(copy, app);
    await moved.drain();
    await expectExact(moved, ['s1', 's2', 's3']);
    const back = movedTo(app.sheets, app);
    await back.submit({ submission_id: 's4', user_id: 'us2' });
    await back.drain();
    await expectExact(back, ['s1', 's2', 's3', 's4']);
  });

  it('a batch that arrives late at the original leaves the copy alone (faults 11, 17)', async () => {
    const app = await withTwoSynced();
    await app.submit({ submission_id: 's3', user_id: 'us1' });
    app.sheets.faults.applyLater();
    await app.sync();
    const copy = app.sheets.duplicate('the copy');
    const moved = movedTo(copy, app);
    await moved.drain();
    const revision = copy.revision();
    expect(app.sheets.land()).toBe(true);
    expect(copy.revision()).toBe(revision);
    await moved.submit({ submission_id: 's4', user_id: 'us2' });
    await moved.drain();
    await expectExact(moved, ['s1', 's2', 's3', 's4']);
  });

  it('original and copy, each with a store of its own, go on side by side (fault 36)', async () => {
    const app = await withTwoSynced();
    const copy = app.sheets.duplicate('the copy');
    const other = makeApplication({ sheets: copy });
    await other.submit({ submission_id: 's1', user_id: 'us1' });
    await other.drain();
    await app.submit({ submission_id: 's3', user_id: 'us1' });
    await app.drain();
    await expectExact(app, ['s1', 's2', 's3']);
    expect(keysOf(copy, 'responses')).toEqual(['s1:0', 's2:0']);
    expect(rowOf(copy, 'profiles', 'us1')).toMatchObject({ quizzes_taken: 1 });
  });

  it('whether the copy honours the revision is proved on the copy', async () => {
    const app = await withTwoSynced();
    (await app.quizSync.probeRevision())._unsafeUnwrap();
    const moved = movedTo(app.sheets.duplicate('the copy'), app);
    expect((await moved.quizSync.syncStatus())._unsafeUnwrap().revision).toBe('unproven');
    await moved.drain();
    expect((await moved.quizSync.setUp())._unsafeUnwrap().revision).toBe('honoured');
  });
});

describe('a batch that arrives', () => {
  it('twice, sent again by something on the way, is refused the second time, at once and long after (faults 10, 11)', async () => {
    const app = await withTwoSynced();
    await app.submit({ submission_id: 's3', user_id: 'us1' });
    await app.drain();
    const sent = app.sheets.batches.map(({ batch }) => batch);
    for (const batch of sent) {
      const again = (await app.sheets.write(batch))._unsafeUnwrapErr();
      expect(again).toMatchObject({ type: 'revision_conflict' });
    }
    await app.submit({ submission_id: 's4', user_id: 'us2' });
    await app.drain();
    await expectExact(app, ['s1', 's2', 's3', 's4']);
  });

  it('after people deleted the marker, and after it was put back, is refused (faults 11, 27)', async () => {
    const app = await withTwoSynced();
    await app.submit({ submission_id: 's3', user_id: 'us1' });
    app.sheets.faults.applyLater();
    app.sheets.faults.failNextWrite(UNKNOWN); // The probe that the lost answer asks for.
    await app.sync();
    app.sheets.people.deleteRevision();
    expect(app.sheets.batches.map(({ outcome }) => outcome)).toContain('late');
    await app.drain();
    expect(app.sheets.land()).toBe(false);
    await app.submit({ submission_id: 's4', user_id: 'us2' });
    await app.drain();
    await expectExact(app, ['s1', 's2', 's3', 's4']);
  });

  it('at a spreadsheet whose marker was deleted between our read and our write is planned afresh (fault 27)', async () => {
    const app = await withTwoSynced();
    await app.submit({ submission_id: 's3', user_id: 'us1' });
    app.sheets.faults.beforeNextWrite(() => app.sheets.people.deleteRevision());
    await app.drain();
    await expectExact(app, ['s1', 's2', 's3']);
    expect(app.sheets.revision()).not.toBeNull();
  });

  it('is followed by one of another writer before its own answer is read: what it did is found by the keys (faults 10, 36)', async () => {
    const app = await withTwoSynced();
    const stranger = makeApplication({ sheets: app.sheets });
    await stranger.submit({ submission_id: 'x1', user_id: 'v1' });
    await app.submit({ submission_id: 's3', user_id: 'us1' });
    app.sheets.faults.loseNextAnswer();
    app.sheets.faults.beforeNextWrite(() => {
      app.sheets.faults.beforeNextRead(async () => void (await stranger.sync()));
    });
    await app.drain();
    expect(keysOf(app.sheets, 'responses').sort()).toEqual(['s1:0', 's2:0', 's3:0', 'x1:0']);
    expect(rowOf(app.sheets, 'profiles', 'us1')).toMatchObject({ quizzes_taken: 2 });
  });
});
