import type { GoogleSheetsOptions } from '@quiz-sync/google-sheets';
import type { Configuration } from './configuration/configuration.js';
import { googleCredentials } from './google-credentials.js';
import type { SpreadsheetSource } from './spreadsheet-source.js';

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
