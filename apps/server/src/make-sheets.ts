import type { SheetsPort } from '@quiz-sync/core';
import { googleSheets } from '@quiz-sync/google-sheets';
import type { Configuration } from './configuration/configuration.js';
import { sheetsOptions } from './sheets-options.js';
import type { SpreadsheetSource } from './spreadsheet-source.js';

/** The spreadsheet as it is spoken to: at Google, by the account that is configured, or in an emulator. */
export function makeSheets(
  configuration: Configuration,
  source: Pick<SpreadsheetSource, 'spreadsheetId' | 'emulatorUrl'>,
  abandon: AbortController,
): SheetsPort {
  return googleSheets(sheetsOptions(configuration, source, abandon));
}
