import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SheetsPort } from '@quiz-sync/core';
import { examineGoogle, type GoogleExamined } from '@quiz-sync/google-sheets';
import { okAsync, type ResultAsync } from 'neverthrow';
import type { ApplicationNotOpen } from './application.js';
import type { Configuration } from './configuration/configuration.js';
import { localDirectory } from './local-spreadsheet/local-directory.js';
import { LOCAL_FILE } from './local-spreadsheet/serve-spreadsheet.js';
import { makeSheets } from './make-sheets.js';
import { openSpreadsheet } from './open-resources.js';
import { sheetsOptions } from './sheets-options.js';
import type { SpreadsheetSource } from './spreadsheet-source.js';

/** The spreadsheet by itself, to be looked at. */
export interface OpenedSheets extends Pick<SpreadsheetSource, 'emulatorUrl'> {
  readonly sheets: SheetsPort;
  /** Tries the way to it step by step: credentials, token, tabs, clock. `now`: epoch milliseconds. */
  examine(now: () => number): Promise<GoogleExamined>;
  /** Ends calls in progress, and what was started for it. */
  close(): Promise<void>;
}

/**
 * Opens the spreadsheet without a store and an application; `undefined` when it is a local one that nobody has made
 * yet, and makes none. The caller closes it before it opens an application on it.
 */
export function openSheets(
  configuration: Configuration,
): ResultAsync<OpenedSheets | undefined, ApplicationNotOpen> {
  if (configuration.spreadsheetId === undefined && !existsSync(localFile(configuration)))
    return okAsync(undefined);
  return openSpreadsheet(configuration, 'command').map((source) => {
    const abandon = new AbortController();
    return {
      sheets: makeSheets(configuration, source, abandon),
      examine: (now) => examineGoogle(sheetsOptions(configuration, source, abandon), now),
      emulatorUrl: source.emulatorUrl,
      async close() {
        abandon.abort();
        await source.close();
      },
    };
  });
}

function localFile({ store }: Configuration): string {
  return path.join(localDirectory(store), LOCAL_FILE);
}
