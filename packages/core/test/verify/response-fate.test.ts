import type { ResponseFate } from '@quiz-sync/core';
import { fakeSheets } from '@quiz-sync/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { answer, makeApplication, type TestApplication, TITLES } from '../sync/make-application.js';
import { repair, sheetOf } from './verified-application.js';

let app: TestApplication;

beforeEach(() => {
  app = makeApplication();
});

async function fate(responseId: string, of = app): Promise<ResponseFate> {
  return (await of.quizSync.responseFate(responseId))._unsafeUnwrap();
}

const now = () => new Date(app.clock.now()).toISOString();

describe('the fate of a response', () => {
  it.each(['', 'nobody:0', 's1', 's1:1', 's1:00', 's1:-1', 's1:x', ':0'])('%j is unknown', async (id) => {
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    expect(await fate(id)).toEqual({ response_id: id, state: 'unknown', cut_cells: [] });
  });

  it('is pending since it was stored, then in the sheet since it was written', async () => {
    const stored = now();
    await app.submit({ submission_id: 's1', user_id: 'u1', responses: [answer(), answer()] });
    app.clock.advance(5_000);
    const pending = { response_id: 's1:1', state: 'pending', since: stored, cut_cells: [] };
    expect(await fate('s1:1')).toEqual(pending);
    const written = now();
    await app.drain();
    app.clock.advance(60_000);
    expect(await fate('s1:1')).toEqual({
      ...{ response_id: 's1:1', state: 'in_sheet', since: written, row: 3, cut_cells: [] },
    });
    const calls = app.sheets.calls();
    await fate('s1:1');
    expect(app.sheets.calls()).toEqual(calls);
  });

  it('stays the same when the learner answers more, and when rows are moved', async () => {
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.drain();
    const { since } = await fate('s1:0');
    app.clock.advance(60_000);
    app.sheets.people.insertRows(TITLES.responses, 1, 3);
    await app.submit({ submission_id: 's2', user_id: 'u1' });
    await app.drain();
    expect(await fate('s1:0')).toMatchObject({ state: 'in_sheet', since, row: 5 });
  });

  it('says why it is still pending', async () => {
    app.sheets.faults.fail({
      ...{ type: 'permission_denied', message: 'The caller does not have permission' },
      ...{ account: 'sync@example.org', reason: 'not_shared' },
    });
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.sync();
    expect(await fate('s1:0')).toMatchObject({
      state: 'pending',
      problem: { code: 'spreadsheet_not_shared', blocked: true },
    });
  });

  it('is in flight while nobody knows what became of its batch', async () => {
    await app.submit({ submission_id: 's0', user_id: 'u1' });
    await app.drain();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    const planned = now();
    app.sheets.faults.applyLater();
    await app.sync();
    expect(await fate('s1:0')).toMatchObject({ state: 'in_flight', since: planned });
    expect(await fate('s0:0')).toMatchObject({ state: 'in_sheet' });
    app.sheets.land();
    await app.drain();
    expect(await fate('s1:0')).toMatchObject({ state: 'in_sheet' });
  });

  it('is set aside with the reason while its tab lacks headers', async () => {
    await app.submit({ submission_id: 's0', user_id: 'u1' });
    await app.drain();
    app.sheets.people.typeCell(TITLES.responses, 0, 0, 'pupil');
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.sync();
    expect(await fate('s1:0')).toMatchObject({
      state: 'set_aside',
      problem: { code: 'tab_headers_missing', remedy: expect.stringContaining('"user_id"') },
    });
    expect(await fate('s0:0')).toMatchObject({ state: 'in_sheet' });
    app.sheets.people.typeCell(TITLES.responses, 0, 0, 'user_id');
    await app.drain();
    expect(await fate('s1:0')).toMatchObject({ state: 'in_sheet' });
  });

  it('is gone when people have deleted its row and a sync has come by, until it is brought back', async () => {
    await app.submit({ submission_id: 's0', user_id: 'u1' });
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.drain();
    sheetOf(app, 'responses').remove('s0:0');
    await app.submit({ submission_id: 's2', user_id: 'u1' });
    await app.drain();
    expect(await fate('s0:0')).toMatchObject({ state: 'gone' });
    await repair(app);
    expect(await fate('s0:0')).toMatchObject({ state: 'in_sheet' });
  });

  it('is pending for a new spreadsheet that is being filled', async () => {
    await app.submit({ submission_id: 's0', user_id: 'u1' });
    await app.drain();
    const { store, clock } = app;
    const moved = makeApplication({ store, clock, sheets: fakeSheets({ target: 'spreadsheet-2' }) });
    expect(await fate('s0:0', moved)).toMatchObject({ state: 'pending' });
    await moved.drain();
    expect(await fate('s0:0', moved)).toMatchObject({ state: 'in_sheet' });
  });

  it('lists the cells that were cut', async () => {
    const long = answer({ explanation: 'x'.repeat(60_000) });
    const fits = answer({ explanation: 'x'.repeat(50_000) });
    await app.submit({ submission_id: 's1', user_id: 'u1', responses: [long, fits] });
    expect((await fate('s1:0')).cut_cells).toEqual([{ column: 'explanation', characters: 60_000 }]);
    expect((await fate('s1:1')).cut_cells).toEqual([]);
  });
});
