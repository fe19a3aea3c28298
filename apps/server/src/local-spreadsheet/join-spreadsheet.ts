import type { SpreadsheetSource } from '../spreadsheet-source.js';
import type { SpreadsheetAddress } from './address-file.js';
import { serveSpreadsheet } from './serve-spreadsheet.js';
import { takeSpreadsheetLock } from './spreadsheet-lock.js';

/** Milliseconds between two looks whether whoever serves the spreadsheet has ended. */
const LOOK_EVERY_MS = 1_000;

/**
 * Uses the spreadsheet that another service runs. When that one ends, however it ends, this one runs it at the same
 * address, where its own calls and those of whoever else has joined go on.
 */
export function joinSpreadsheet(
  directory: string,
  lockFile: string,
  { url, spreadsheet_id: spreadsheetId }: SpreadsheetAddress,
): SpreadsheetSource {
  let successor: Promise<SpreadsheetSource | undefined> = Promise.resolve(undefined);
  const look = async (held: SpreadsheetSource | undefined): Promise<SpreadsheetSource | undefined> => {
    if (held !== undefined) return held;
    try {
      const lock = takeSpreadsheetLock(lockFile);
      if (lock === undefined) return undefined;
      return await serveSpreadsheet(directory, 'service', lock, Number(new URL(url).port));
    } catch {
      // The port is not free yet, or the disk is gone: the next look may have more luck.
      return undefined;
    }
  };
  const looking = setInterval(() => {
    successor = successor.then(look);
  }, LOOK_EVERY_MS).unref();
  return {
    spreadsheetId,
    emulatorUrl: url,
    async close() {
      clearInterval(looking);
      await (await successor)?.close();
    },
  };
}
