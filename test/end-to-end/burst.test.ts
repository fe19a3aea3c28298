import { createQuizSync, type QuizSync, type SheetsPort, type Store } from '@quiz-sync/core';
import { googleSheets } from '@quiz-sync/google-sheets';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { fakeClock, manualScheduler, memoryStore } from '@quiz-sync/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';

const SUBMISSIONS = 10_000;
const LEARNERS = 250;
/** What Google advises for one request. */
const REQUEST_BYTES = 2_000_000;
/** What is loaded for one batch at most: by that memory is bounded, however much waits. */
const LOADED_AT_ONCE = 3_000;
const MINUTE = 60_000;

let emulator: SheetsEmulator;
let spreadsheetId: string;

beforeEach(async () => {
  emulator = await startSheetsEmulator({ port: 0 });
  spreadsheetId = emulator.createSpreadsheet('School');
});
afterEach(() => emulator.close());

/** A whole application whose waits take no time but the clock's, with a look at what it calls and loads. */
function application() {
  const clock = fakeClock();
  const scheduler = manualScheduler();
  scheduler.sleep = async (ms) => clock.advance(ms);
  const calledAt: number[] = [];
  const loaded: number[] = [];
  const called = (): void => void calledAt.push(clock.monotonic());
  const google = googleSheets({ spreadsheetId, emulatorHost: `127.0.0.1:${emulator.port}` });
  const sheets: SheetsPort = {
    ...google,
    read: (request) => google.read(request).andTee(called),
    write: (batch) => google.write(batch).andTee(called),
  };
  const memory = memoryStore({ now: clock.now });
  const store: Store = {
    ...memory,
    pending: {
      ...memory.pending,
      load: (limit) => memory.pending.load(limit).andTee((changes) => void loaded.push(changes.length)),
    },
  };
  const quizSync = createQuizSync({ store, sheets, scheduler, clock });
  return { quizSync, scheduler, calledAt, loaded };
}

async function submit(quizSync: QuizSync, number: number): Promise<void> {
  const response = { quiz_id: `q${number % 40}`, topic: 'Fractions', selected_option: 'A', correct: true };
  const input = {
    submission_id: `s${number}`,
    user_id: `u${number % LEARNERS}`,
    quiz_type: 'micro',
    responses: [response],
  };
  expect((await quizSync.submitQuiz(input)).isOk()).toBe(true);
}

it('10,000 submissions in a burst cost no more calls than their bytes need, within the quota, in bounded memory (fault 50)', async () => {
  const { quizSync, scheduler, calledAt, loaded } = application();
  (await quizSync.setUp())._unsafeUnwrap();
  emulator.clearCalls();
  for (let number = 0; number < SUBMISSIONS; number += 1) await submit(quizSync, number);
  expect(emulator.counts).toMatchObject({ read: 0, write: 0 });

  expect(await scheduler.runAll()).toEqual([{ type: 'done' }]);
  const { read, write, requestBytes } = emulator.counts;
  // As few as the bytes of a request and what is loaded for it allow: no submission has a call of its own.
  const needed = Math.max(requestBytes / REQUEST_BYTES, SUBMISSIONS / LOADED_AT_ONCE);
  expect(write).toBeLessThanOrEqual(Math.ceil(needed));
  expect(read).toBeLessThanOrEqual(write);
  expect(Math.max(...emulator.calls.map((call) => call.requestBytes))).toBeLessThanOrEqual(REQUEST_BYTES);
  expect(Math.max(...loaded)).toBeLessThanOrEqual(LOADED_AT_ONCE);
  for (const start of calledAt) {
    const inMinute = calledAt.filter((at) => at >= start && at < start + MINUTE);
    expect(inMinute.length).toBeLessThanOrEqual(60);
  }
  expect(emulator.spreadsheet(spreadsheetId).values('QuizResponses')).toHaveLength(SUBMISSIONS + 1);
  expect(emulator.spreadsheet(spreadsheetId).values('UserProfiles')).toHaveLength(LEARNERS + 1);
  const counts = { ...emulator.counts };

  // Nothing has changed since: nothing is called.
  scheduler.request('again');
  await scheduler.runAll();
  expect(emulator.counts).toEqual(counts);
});
