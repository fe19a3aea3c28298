import type { SheetsPort } from '@quiz-sync/core';
import { type GoogleSheetsOptions, googleSheets } from '@quiz-sync/google-sheets';
import type { Configuration } from './configuration/configuration.js';
import { googleCredentials } from './google-credentials.js';
import type { SpreadsheetSource } from './spreadsheet-source.js';

/** The spreadsheet as it is spoken to: at Google, by the account that is configured, or in an emulator. */
export function makeSheets(
  configuration: Configuration,
  source: Pick<SpreadsheetSource, 'spreadsheetId' | 'emulatorUrl'>,
  abandon: AbortController,
): SheetsPort {
  return googleSheets(sheetsOptions(configuration, source, abandon));
}

/** Where it is and who we are there. */
export function sheetsOptions(
  configuration: Configuration,
  { spreadsheetId, emulatorUrl }: Pick<SpreadsheetSource, 'spreadsheetId' | 'emulatorUrl'>,
  { signal }: AbortController,
): GoogleSheetsOptions {
  return emulatorUrl === undefined
    ? { spreadsheetId, signal, credentials: googleCredentials(configuration) }
    : { spreadsheetId, signal, emulatorHost: emulatorUrl };
}
