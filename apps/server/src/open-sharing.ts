import type { SpreadsheetSharing } from '@quiz-sync/core';
import { googleSharing } from '@quiz-sync/google-sheets';
import type { Configuration } from './configuration/configuration.js';
import { googleCredentials } from './google-credentials.js';

/** Makes and shares spreadsheets as the account that is configured, or in the emulator that is named. */
export function openSharing(configuration: Configuration, signal: AbortSignal): SpreadsheetSharing {
  const { emulatorHost } = configuration;
  return emulatorHost === undefined
    ? googleSharing({ signal, credentials: googleCredentials(configuration) })
    : googleSharing({ signal, emulatorHost });
}
