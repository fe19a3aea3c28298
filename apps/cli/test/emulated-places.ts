import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll } from 'vitest';
import { type Workplace, workplace } from './spawned-cli.js';

/** A folder of its own with a new spreadsheet. */
export interface Place extends Workplace {
  readonly spreadsheetId: string;
}

/** An emulated Google for the tests of a file, and places to work with it; there once they have begun. */
export interface EmulatedPlaces {
  emulator(): SheetsEmulator;
  /** `settings`: further environment variables. */
  place(settings?: Readonly<Record<string, string>>): Promise<Place>;
}

/** An emulated Google for the tests of a file; there once they have begun. */
export function emulatedGoogle(): () => SheetsEmulator {
  let started: SheetsEmulator | undefined;
  beforeAll(async () => {
    started = await startSheetsEmulator();
  });
  afterAll(() => started?.close());
  return () => {
    if (started === undefined) throw new Error('the emulator is there once the tests have begun');
    return started;
  };
}

export function emulatedPlaces(): EmulatedPlaces {
  const emulator = emulatedGoogle();
  return {
    emulator,
    async place(settings = {}) {
      const spreadsheetId = emulator().createSpreadsheet('Course');
      const host = new URL(emulator().url).host;
      // Several tests look at once whether they could listen, and one machine has each port once.
      const named = { PORT: '0', SHEETS_EMULATOR_HOST: host, QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId };
      return { ...(await workplace({ ...named, ...settings })), spreadsheetId };
    },
  };
}
