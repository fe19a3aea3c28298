import type { SheetsPort } from '@quiz-sync/core';
import { googleSheets } from '@quiz-sync/google-sheets';
import type { Configuration } from './configuration/configuration.js';
import { googleCredentials } from './google-credentials.js';
import type { SpreadsheetSource } from './spreadsheet-source.js';

/** The spreadsheet as it is spoken to: at Google, by the account that is configured, or in an emulator. */
export function makeSheets(
  configuration: Configuration,
  { spreadsheetId, emulatorUrl }: Pick<SpreadsheetSource, 'spreadsheetId' | 'emulatorUrl'>,
  { signal }: AbortController,
): SheetsPort {
  return emulatorUrl === undefined
    ? googleSheets({ spreadsheetId, signal, credentials: googleCredentials(configuration) })
    : googleSheets({ spreadsheetId, signal, emulatorHost: emulatorUrl });
}
