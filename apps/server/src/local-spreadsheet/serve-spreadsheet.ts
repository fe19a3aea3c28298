import path from 'node:path';
import type { Role } from '../application.js';
import { once } from '../once.js';
import type { SpreadsheetSource } from '../spreadsheet-source.js';
import { ADDRESS_FILE, readAddress, writeAddress } from './address-file.js';
import type { SpreadsheetLock } from './spreadsheet-lock.js';

/** The spreadsheet itself, in its directory. */
export const LOCAL_FILE = 'spreadsheet.jsonl';

const TITLE = 'Quiz Sync (local)';

/** Read only by those who use it. Once it has been asked for, asking again costs nothing. */
export function loadSheetsEmulator(): Promise<typeof import('@quiz-sync/sheets-emulator')> {
  return import('@quiz-sync/sheets-emulator');
}

/**
 * Starts the emulator on the spreadsheet of a directory, at `port` (0: any free one), and says where it is. Takes the
 * lock over: it is released when the source is closed, or when nothing could be started, which rejects.
 */
export async function serveSpreadsheet(
  directory: string,
  role: Role,
  lock: SpreadsheetLock,
  port = 0,
): Promise<SpreadsheetSource> {
  try {
    const { startSheetsEmulator } = await loadSheetsEmulator();
    const emulator = await startSheetsEmulator({ dataFile: path.join(directory, LOCAL_FILE), port });
    const addressFile = path.join(directory, ADDRESS_FILE);
    const known = readAddress(addressFile)?.spreadsheet_id ?? '';
    const spreadsheetId = emulator.spreadsheetIds.includes(known)
      ? known
      : (emulator.spreadsheetIds[0] ?? emulator.createSpreadsheet(TITLE));
    writeAddress(addressFile, { url: emulator.url, spreadsheet_id: spreadsheetId, role });
    const close = async () => {
      await emulator.close();
      lock.release();
    };
    return { spreadsheetId, emulatorUrl: emulator.url, close: once(close) };
  } catch (cause) {
    lock.release();
    throw cause;
  }
}
