import { createQuizSync } from '@quiz-sync/core';
import { googleSheets } from '@quiz-sync/google-sheets';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { fakeClock, type ManualScheduler, manualScheduler, memoryStore } from '@quiz-sync/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The overview on an emulated Google, from the first row to answers that get lost. */

let emulator: SheetsEmulator;

beforeAll(async () => {
  emulator = await startSheetsEmulator();
});
afterAll(() => emulator.close());

function serviceOnNewSheet() {
  const spreadsheetId = emulator.createSpreadsheet('School');
  const clock = fakeClock();
  const scheduler: ManualScheduler = manualScheduler();
  const sheets = googleSheets({ spreadsheetId, emulatorHost: `127.0.0.1:${emulator.port}` });
  const store = memoryStore({ now: clock.now });
  const quizSync = createQuizSync({ store, sheets, scheduler, clock });
  const submit = async (userId: string, correct: boolean) => {
    const response = { quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct };
    (
      await quizSync.submitQuiz({ user_id: userId, quiz_type: 'micro', responses: [response] })
    )._unsafeUnwrap();
    scheduler.request('test', { urgent: true });
    await scheduler.runAll();
  };
  const view = () => emulator.spreadsheet(spreadsheetId);
  const shown = (label: string, tab = 'Overview') =>
    view()
      .values(tab)
      .find(([first]) => first === label)?.[1];
  return { spreadsheetId, clock, quizSync, submit, view, shown };
}

describe('the overview', () => {
  it('follows what is synced, while nothing but our tabs is written', async () => {
    const { quizSync, submit, shown, view, spreadsheetId } = serviceOnNewSheet();
    expect((await quizSync.makeOverview())._unsafeUnwrap()).toMatchObject({ created: true });
    expect(shown('Responses')).toBe(0);
    await submit('ada', true);
    await submit('eve', false);
    expect(['Responses', 'Learners', 'Courses', 'Correct answers'].map((label) => shown(label))).toEqual([
      2, 2, 1, 0.5,
    ]);
    emulator.people(spreadsheetId).renameTab('Overview', 'School').type('School', 'A1', 'Our school');
    await submit('ada', true);
    expect((await quizSync.verify({ repair: true }))._unsafeUnwrap().clean).toBe(true);
    expect((await quizSync.makeOverview())._unsafeUnwrap()).toMatchObject({
      created: false,
      title: 'School',
    });
    expect(view().values('School')[0]).toEqual(['Our school']);
    expect(shown('Responses', 'School')).toBe(3);
  });

  it.each([
    ['lost', { type: 'after', lose: 'reset' }],
    ['late', { type: 'late', ms: 20, lose: 'reset' }],
  ] as const)('is there once when the answer is %s and it is asked for again', async (_, effect) => {
    const { quizSync, clock, view } = serviceOnNewSheet();
    await quizSync.setUp();
    emulator.faults.add({ match: { kind: 'write' }, effect });
    await quizSync.makeOverview();
    clock.advance(300_000);
    expect((await quizSync.makeOverview()).isOk()).toBe(true);
    await emulator.idle();
    expect(view().tabs.filter((title) => title.startsWith('Overview'))).toEqual(['Overview']);
  });
});
