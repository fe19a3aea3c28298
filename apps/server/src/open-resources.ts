import type { Log, Scheduler } from '@quiz-sync/core';
import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import type { ApplicationNotOpen, Role } from './application.js';
import type { Configuration } from './configuration/configuration.js';
import { localDirectory } from './local-spreadsheet/local-directory.js';
import { openLocalSpreadsheet } from './local-spreadsheet/open-local-spreadsheet.js';
import { loadSheetsEmulator } from './local-spreadsheet/serve-spreadsheet.js';
import { openScheduler } from './open-scheduler.js';
import { type OpenedStore, openWholeStore, type StoreWanted } from './open-store.js';
import type { SpreadsheetSource } from './spreadsheet-source.js';

/** What must be opened before anything can be put together, and closed after everything has ended. */
export interface Resources {
  readonly store: OpenedStore;
  readonly spreadsheet: SpreadsheetSource;
  /** Connects to nothing before it is started; stopping it closes what it has opened. */
  readonly scheduler: Scheduler;
}

export function openResources(
  configuration: Configuration,
  { role, mustExist }: StoreWanted,
  log: Log,
): ResultAsync<Resources, ApplicationNotOpen> {
  loadAhead(configuration, role);
  return openWholeStore(configuration.store, { role, mustExist }, log).andThen((store) =>
    openSpreadsheet(configuration, role)
      .map(async (spreadsheet) => ({
        store,
        spreadsheet,
        scheduler: await openScheduler(configuration, spreadsheet.spreadsheetId, log),
      }))
      .orElse((failure) => ResultAsync.fromSafePromise(store.close()).andThen(() => errAsync(failure))),
  );
}

/**
 * The library of the local spreadsheet is loaded while the store is opened, which happens in another thread. Whether it
 * could be is told by those who need it.
 */
function loadAhead({ spreadsheetId }: Configuration, role: Role): void {
  if (spreadsheetId === undefined && role === 'service') loadSheetsEmulator().catch(() => {});
}

export function closeResources({ store, spreadsheet }: Resources): ResultAsync<void, never> {
  return ResultAsync.fromSafePromise(store.close().then(() => spreadsheet.close()));
}

/** Google's, or the one in the emulator that is named, or else the local one: beside the store, since the two belong together. */
export function openSpreadsheet(
  { spreadsheetId, emulatorHost, store }: Configuration,
  role: Role,
): ResultAsync<SpreadsheetSource, ApplicationNotOpen> {
  if (spreadsheetId !== undefined) {
    const emulatorUrl = emulatorHost === undefined ? undefined : `http://${emulatorHost}`;
    return okAsync({ spreadsheetId, emulatorUrl, close: () => Promise.resolve() });
  }
  const directory = localDirectory(store);
  return ResultAsync.fromPromise(openLocalSpreadsheet(directory, role), (cause) => ({
    type: 'local_spreadsheet_not_open',
    message: `Cannot open the local spreadsheet in ${directory}: ${messageOf(cause)}`,
  }));
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
