import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createQuizSync, type QuizSync } from '@quiz-sync/core';
import { googleSheets } from '@quiz-sync/google-sheets';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { fakeClock, type ManualScheduler, manualScheduler } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Longer than a batch can be under way, in milliseconds. */
const LONG = 300_000;
const DONE = { type: 'done' };

let folder: string;
let emulator: SheetsEmulator;
let store: Awaited<ReturnType<typeof openSqliteStore>>;
let clock: ReturnType<typeof fakeClock>;

async function start(lenientNamedRanges: boolean): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'quiz-sync-revision-'));
  emulator = await startSheetsEmulator({ port: 0, lenientNamedRanges });
  store = await openSqliteStore(join(folder, 'quiz.db'));
  clock = fakeClock();
}

afterEach(async () => {
  await store.close();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Service {
  readonly quizSync: QuizSync;
  readonly scheduler: ManualScheduler;
  readonly spreadsheetId: string;
}

function serviceOn(spreadsheetId: string): Service {
  const scheduler = manualScheduler();
  const sheets = googleSheets({ spreadsheetId, emulatorHost: `127.0.0.1:${emulator.port}` });
  return { quizSync: createQuizSync({ store, sheets, scheduler, clock }), scheduler, spreadsheetId };
}

async function submit({ quizSync }: Service, id: string): Promise<void> {
  const response = { quiz_id: 'q1', topic: 'Fractions', selected_option: 'B', correct: true };
  const input = { submission_id: id, user_id: 'ada', quiz_type: 'micro', responses: [response] };
  (await quizSync.submitQuiz(input))._unsafeUnwrap();
}

/** The keys of a tab, sorted: a rebuild may add rows in another order. */
function keysIn(spreadsheetId: string, title: string): unknown[] {
  const [headers = [], ...rows] = emulator.spreadsheet(spreadsheetId).values(title);
  const keys = rows.map((row) => row[headers.indexOf('quiz_sync_key')]);
  return keys.filter((key) => key !== undefined && key !== '').sort();
}

function quizzesTaken(spreadsheetId: string): unknown {
  const [headers = [], first = []] = emulator.spreadsheet(spreadsheetId).values('UserProfiles');
  return first[headers.indexOf('quizzes_taken')];
}

function expectExact({ spreadsheetId }: Service, ids: readonly string[]): void {
  expect(keysIn(spreadsheetId, 'QuizResponses')).toEqual(ids.map((id) => `${id}:0`));
  expect(keysIn(spreadsheetId, 'UserProfiles')).toEqual(['ada']);
  expect(quizzesTaken(spreadsheetId)).toBe(ids.length);
}

async function markerOf(spreadsheetId: string): Promise<unknown> {
  const address = `${emulator.url}/v4/spreadsheets/${spreadsheetId}?fields=namedRanges(namedRangeId,name)`;
  return ((await (await fetch(address)).json()) as { namedRanges?: unknown }).namedRanges;
}

async function revisionOf({ quizSync }: Service): Promise<string> {
  return (await quizSync.syncStatus())._unsafeUnwrap().revision;
}

describe('a spreadsheet that honours the revision', () => {
  beforeEach(() => start(false));

  it('is proved to when it is set up, by batches that leave nothing behind', async () => {
    const service = serviceOn(emulator.createSpreadsheet('School'));
    expect(await revisionOf(service)).toBe('unproven');
    expect((await service.quizSync.setUp())._unsafeUnwrap()).toMatchObject({ revision: 'honoured' });
    expect(await revisionOf(service)).toBe('honoured');
    expect(await markerOf(service.spreadsheetId)).toEqual([
      { namedRangeId: expect.stringMatching(/^quiz_sync_r2_/), name: 'quiz_sync_revision' },
    ]);
    expect(emulator.calls.map(({ status }) => status)).toContain(400);
    const { revision } = (await serviceOn(service.spreadsheetId).quizSync.syncStatus())._unsafeUnwrap();
    expect(revision).toBe('honoured');
  });

  it('copied in Drive, with its marker, and named as the new one: gone through by its keys, nothing twice (fault 17)', async () => {
    const original = serviceOn(emulator.createSpreadsheet('School'));
    await submit(original, 's1');
    await original.scheduler.runAll();
    const answer = await fetch(`${emulator.url}/drive/v3/files/${original.spreadsheetId}/copy`, {
      method: 'POST',
      body: JSON.stringify({ name: 'School, next year' }),
    });
    const { id } = (await answer.json()) as { id: string };
    expect(await markerOf(id)).toEqual(await markerOf(original.spreadsheetId));
    await submit(original, 's2');
    await original.scheduler.runAll();
    const copy = serviceOn(id);
    await submit(copy, 's3');
    expect((await copy.scheduler.runAll()).at(-1)).toEqual(DONE);
    expectExact(copy, ['s1', 's2', 's3']);
    expectExact(original, ['s1', 's2']);
  });
});

describe('a spreadsheet that does not honour the revision', () => {
  beforeEach(() => start(true));

  async function withOneSynced(): Promise<Service> {
    const service = serviceOn(emulator.createSpreadsheet('School'));
    await submit(service, 's1');
    await service.scheduler.runAll();
    return service;
  }

  it('is found out, told, and left with one marker and nothing else', async () => {
    const service = await withOneSynced();
    const cells = emulator.spreadsheet(service.spreadsheetId).values('QuizResponses');
    expect((await service.quizSync.probeRevision())._unsafeUnwrap()).toMatchObject({
      revision: 'not_honoured',
      revision_meaning: expect.stringContaining('four minutes'),
    });
    expect(await markerOf(service.spreadsheetId)).toEqual([
      { namedRangeId: expect.stringMatching(/^quiz_sync_r\d+_/), name: 'quiz_sync_revision' },
    ]);
    expect(emulator.spreadsheet(service.spreadsheetId).values('QuizResponses')).toEqual(cells);
    await submit(service, 's2');
    expect(await service.scheduler.runAll()).toEqual([DONE]);
    expectExact(service, ['s1', 's2']);
  });

  it('a batch that comes late is waited for, and written once (fault 11)', async () => {
    const service = await withOneSynced();
    (await service.quizSync.probeRevision())._unsafeUnwrap();
    // Long enough to come after the reads that follow; were it not, the batch would be settled at once.
    emulator.faults.add({ match: { kind: 'write' }, effect: { type: 'late', ms: 1_000, lose: 'reset' } });
    await submit(service, 's2');
    await service.scheduler.runDue();
    await service.scheduler.runDue();
    await emulator.idle();
    expect((await service.scheduler.runAll()).at(-1)).toEqual(DONE);
    expectExact(service, ['s1', 's2']);
  });

  it('a batch that never comes is written when the time is over, and not before (faults 8, 12)', async () => {
    const service = await withOneSynced();
    (await service.quizSync.probeRevision())._unsafeUnwrap();
    emulator.faults.add({ match: { kind: 'write' }, effect: { type: 'before', status: 503 } });
    await submit(service, 's2');
    for (let attempts = 0; attempts < 3; attempts += 1) {
      const outcome = await service.scheduler.runDue();
      expect(outcome).toMatchObject({ type: 'retry', afterMs: expect.closeTo(241_000, -4) });
    }
    expectExact(service, ['s1']);
    const waiting = (await service.quizSync.syncStatus())._unsafeUnwrap();
    expect(waiting.last_error).toMatchObject({ code: 'outcome_awaited', blocked: false });
    clock.advance(LONG);
    expect(await service.scheduler.runAll()).toEqual([DONE]);
    expectExact(service, ['s1', 's2']);
  });

  it('a service started anew, a while later, waits for the rest of the time (faults 4, 12)', async () => {
    const service = await withOneSynced();
    (await service.quizSync.probeRevision())._unsafeUnwrap();
    emulator.faults.add({ match: { kind: 'write' }, effect: { type: 'after', lose: 'reset' } });
    emulator.faults.add({ match: { kind: 'read' }, effect: { type: 'before', status: 503 }, skip: 1 });
    await submit(service, 's2');
    await service.scheduler.runDue();
    emulator.people(service.spreadsheetId).deleteNamedRange('quiz_sync_revision');
    clock.advance(60_000);
    const anew = serviceOn(service.spreadsheetId);
    anew.scheduler.request('start');
    expect(await anew.scheduler.runDue()).toMatchObject({
      type: 'retry',
      afterMs: expect.closeTo(181_000, -4),
    });
    clock.advance(LONG);
    expect((await anew.scheduler.runAll()).at(-1)).toEqual(DONE);
    expectExact(anew, ['s1', 's2']);
  });
});
