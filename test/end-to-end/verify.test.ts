import type { VerifyReport } from '@quiz-sync/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Embedded, embedded } from './embedded.ts';

let opened: Embedded;
let emulator: Embedded['emulator'];
let spreadsheetId: string;
let scheduler: Embedded['scheduler'];
let quizSync: Embedded['quizSync'];

beforeEach(async () => {
  opened = await embedded();
  ({ emulator, spreadsheetId, scheduler, quizSync } = opened);
  const change = { properties: { timeZone: 'America/New_York' }, fields: 'timeZone' };
  emulator.people(spreadsheetId).do({ updateSpreadsheetProperties: change });
  for (let number = 0; number < 30; number += 1) await submit(number);
  await quizSync.upsertSession('session-1', { user_id: 'u1', session_duration: 0.1 + 0.2 });
  await quizSync.completeCourse({ user_id: 'u1', course_id: '0042' });
  await scheduler.runAll();
});

afterEach(() => opened.close());

async function submit(number: number): Promise<void> {
  const response = { quiz_id: `00${number}`, topic: '=1+1', selected_option: 'B', correct: number % 2 === 0 };
  const input = {
    submission_id: `s${number}`,
    user_id: `u${number % 4}`,
    session_id: `session-${number % 4}`,
    quiz_type: 'micro',
    submitted_at: `2026-03-08T06:${10 + number}:00.${100 + number}Z`,
    responses: [response, { ...response, explanation: 'true', course_id: '0042', page_index: 0 }],
  };
  (await quizSync.submitQuiz(input))._unsafeUnwrap();
}

async function verify(repair = false): Promise<VerifyReport> {
  return (await quizSync.verify({ repair }))._unsafeUnwrap();
}

/** Row numbers as people see them. */
function rowOf(title: string, key: string): number {
  return (
    emulator
      .spreadsheet(spreadsheetId)
      .values(title)
      .findIndex((row) => row.includes(key)) + 1
  );
}

describe('verify over HTTP, with the SQLite store', () => {
  it('finds nothing in what was written: times around a change of clocks, texts like numbers, halves of numbers', async () => {
    expect(await verify()).toMatchObject({ clean: true, findings: [] });
    expect((await quizSync.plan())._unsafeUnwrap().cost.batches).toBe(0);
    expect((await quizSync.responseFate('s7:1'))._unsafeUnwrap()).toMatchObject({ state: 'in_sheet' });
  });

  it('finds rows deleted, edited and pasted twice, and mends them (faults 24, 25)', async () => {
    const people = emulator.people(spreadsheetId);
    people.deleteRows('QuizResponses', rowOf('QuizResponses', 's3:0'), 1);
    people.type('QuizResponses', `D${rowOf('QuizResponses', 's4:0')}`, 'Fractions');
    people.type('QuizResponses', `B${rowOf('QuizResponses', 's5:1')}`, '2026-01-01 10:00:00');
    const copied = rowOf('QuizResponses', 's6:1');
    people.copy('QuizResponses', `A${copied}:K${copied}`, 'A70');
    const report = await verify();
    expect(report.findings).toEqual([
      expect.objectContaining({ kind: 'edited', key: 's4:0', expected: '=1+1', found: 'Fractions' }),
      expect.objectContaining({
        ...{ kind: 'edited', key: 's5:1', column: 'timestamp' },
        ...{ expected: '2026-03-08 01:15:00', found: '2026-01-01 10:00:00' },
      }),
      expect.objectContaining({ kind: 'duplicate', key: 's6:1', row: 70 }),
      expect.objectContaining({ kind: 'missing', key: 's3:0' }),
    ]);
    expect((await verify(true)).repaired).toEqual({ rewritten: 3, removed: 1, left: 0 });
    expect(await verify()).toMatchObject({ clean: true, findings: [] });
    const keys = emulator
      .spreadsheet(spreadsheetId)
      .values('QuizResponses')
      .map((cells) => cells[10]);
    expect(keys.filter((key) => key === 's6:1')).toHaveLength(1);
  });
});
