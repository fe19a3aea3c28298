import { DatabaseSync } from 'node:sqlite';

/** Held until `release`, or until the process ends, however it ends. */
export interface SpreadsheetLock {
  release(): void;
}

/**
 * Takes the right to run the local spreadsheet of a directory; `undefined` when another process has it. The lock is
 * the one that SQLite takes on its file: the system itself gives it back when a process is killed, which a file with a
 * process id in it could not promise.
 */
export function takeSpreadsheetLock(location: string): SpreadsheetLock | undefined {
  const database = new DatabaseSync(location);
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (isBusy(cause)) return undefined;
    throw cause;
  }
  return { release: () => database.close() };
}

const SQLITE_BUSY = 5;

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && 'errcode' in cause && Number(cause.errcode) % 256 === SQLITE_BUSY;
}
