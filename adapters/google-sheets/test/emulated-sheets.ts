import { type GoogleSheetsOptions, googleSheets } from '@quiz-sync/google-sheets';
import {
  type SheetsEmulator,
  type SheetsEmulatorOptions,
  startSheetsEmulator,
} from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll } from 'vitest';

/** One emulator for all tests of a file; each test makes spreadsheets of its own. */
export function emulatorForTests(options: SheetsEmulatorOptions = {}): () => SheetsEmulator {
  let emulator: SheetsEmulator | undefined;
  beforeAll(async () => {
    emulator = await startSheetsEmulator({ port: 0, ...options });
  });
  afterAll(async () => {
    await emulator?.close();
  });
  return () => {
    if (emulator === undefined) throw new Error('the emulator is asked for outside of a test');
    return emulator;
  };
}

/** The adapter on a new spreadsheet of the emulator. */
export function newSpreadsheet(
  emulator: SheetsEmulator,
  options: Partial<GoogleSheetsOptions> & { readonly timeZone?: string } = {},
) {
  const { timeZone, ...more } = options;
  const spreadsheetId = more.spreadsheetId ?? emulator.createSpreadsheet('A test');
  if (timeZone !== undefined) {
    const change = { properties: { timeZone }, fields: 'timeZone' };
    emulator.people(spreadsheetId).do({ updateSpreadsheetProperties: change });
  }
  const sheets = googleSheets({ spreadsheetId, emulatorHost: `127.0.0.1:${emulator.port}`, ...more });
  return { sheets, spreadsheetId, people: emulator.people(spreadsheetId) };
}
