import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, vi } from 'vitest';
import { addNotes } from './peoples-notes.ts';
import { makeRig, type Rig, restart, sendAll, untilSettled } from './rig.ts';
import { nextRound, ordinaryRound } from './rounds.ts';
import { differences } from './watched-sheet.ts';

export type RigOptions = Readonly<Record<string, string>>;

/** For the tests of one file: rigs on an emulator of their own, all gone after the last test. */
export function rigsForTests() {
  let emulator: SheetsEmulator;
  const made: Rig[] = [];

  // Each test starts some processes, and others are at work on the machine.
  vi.setConfig({ testTimeout: 60_000 });

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
  });

  afterAll(async () => {
    await Promise.all(made.map((rig) => rig[Symbol.asyncDispose]()));
    await emulator.close();
  });

  /** A service on an empty spreadsheet. */
  async function freshRig(options: RigOptions = {}): Promise<Rig> {
    const rig = await makeRig(emulator, options);
    made.push(rig);
    return rig;
  }

  /** A service that is in sync, and people's notes beside its rows. */
  async function settledRig(options: RigOptions = {}): Promise<Rig> {
    const rig = await freshRig(options);
    await sendAll(rig, ordinaryRound(nextRound(rig)));
    await untilSettled(rig);
    addNotes(rig);
    return rig;
  }

  return { freshRig, settledRig };
}

/** Starts the service again, lets it settle, and answers in what way the sheet is not exact. */
export async function differencesAfterRestart(rig: Rig) {
  await restart(rig);
  await untilSettled(rig);
  return differences(rig);
}

/** Calls that changed the spreadsheet. */
export function writesTo({ emulator, spreadsheetId }: Rig): number {
  return emulator.calls.filter(({ kind, path }) => kind === 'write' && path.includes(spreadsheetId)).length;
}
