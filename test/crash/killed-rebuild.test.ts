import { expect, it } from 'vitest';
import { submission } from './facts.ts';
import { type Rig, restart, sendAll, untilSettled } from './rig.ts';
import { startArmed } from './service-under-test.ts';
import { differences } from './watched-sheet.ts';
import { rigsForTests } from './with-rig.ts';

const { freshRig } = rigsForTests();

/** Ten thousand responses: several batches. */
const SUBMISSIONS = 20;
const RESPONSES = 500;

async function fill(rig: Rig): Promise<void> {
  const response = { quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true } as const;
  const intakes = Array.from({ length: SUBMISSIONS }, (_, number) =>
    submission({
      submission_id: `s${number}`,
      user_id: `learner-${number % 3}`,
      quiz_type: 'micro',
      submitted_at: new Date(Date.UTC(2026, 0, 5, 6, number)).toISOString(),
      responses: Array.from({ length: RESPONSES }, () => response),
    }),
  );
  await sendAll(rig, intakes);
  expect(rig.owed).toEqual([]);
  expect(await untilSettled(rig)).toBe('in sync');
}

/** Bytes sent to change a spreadsheet. */
function bytesWritten({ emulator }: Rig, spreadsheetId: string): number {
  return emulator.calls
    .filter(({ kind, path }) => kind === 'write' && path.includes(spreadsheetId))
    .reduce((sum, { requestBytes }) => sum + requestBytes, 0);
}

it('a rebuild in a new spreadsheet that is killed, and killed again, goes on where it was (faults 4, 17)', async () => {
  const first = await freshRig();
  await fill(first);
  await first.service.end('SIGTERM');
  const spreadsheetId = first.emulator.createSpreadsheet('New');
  const rig: Rig = {
    ...first,
    ...{ spreadsheetId, setup: { ...first.setup, spreadsheetId }, tabIds: new Map() },
  };
  // Each start settles what the last one had sent, writes one batch more, and dies before it hears of it.
  for (let kills = 0; kills < 2; kills += 1) {
    const { signal } = await startArmed(rig.setup, {
      point: 'journal.settle:before',
      action: 'kill',
      passage: 2,
    });
    expect(signal).toBe('SIGKILL');
  }
  const midway = rig.emulator.spreadsheet(spreadsheetId).values('QuizResponses').length;
  expect(midway).toBeGreaterThan(RESPONSES);
  expect(midway).toBeLessThan(SUBMISSIONS * RESPONSES);
  await restart(rig);
  first.service = rig.service;
  expect(await untilSettled(rig)).toBe('in sync');
  expect(differences(rig)).toEqual([]);
  expect(bytesWritten(rig, spreadsheetId)).toBeLessThan(1.2 * bytesWritten(rig, first.spreadsheetId));
});
