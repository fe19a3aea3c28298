import type { SpreadsheetSharing } from '@quiz-sync/core';
import type { Configuration } from './configuration/configuration.js';
import { googleCredentials } from './google-credentials.js';

/** Makes and shares spreadsheets as the account that is configured, or in the emulator that is named. */
export async function openSharing(
  configuration: Configuration,
  signal: AbortSignal,
): Promise<SpreadsheetSharing> {
  // Read only by those who share something.
  const { googleSharing } = await import('@quiz-sync/google-sheets');
  const { emulatorHost } = configuration;
  return emulatorHost === undefined
    ? googleSharing({ signal, credentials: googleCredentials(configuration) })
    : googleSharing({ signal, emulatorHost });
}
