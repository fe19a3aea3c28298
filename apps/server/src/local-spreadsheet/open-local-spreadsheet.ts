import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '../application.js';
import { once } from '../once.js';
import type { SpreadsheetSource } from '../spreadsheet-source.js';
import { ADDRESS_FILE, readAddress, type SpreadsheetAddress, writeAddress } from './address-file.js';
import { emulatedSpreadsheet } from './emulated-spreadsheet.js';
import { type SpreadsheetLock, takeSpreadsheetLock } from './spreadsheet-lock.js';

/** Milliseconds to wait for another process to start, or to end. */
const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 50;

/** The spreadsheet itself, in its directory. */
export const LOCAL_FILE = 'spreadsheet.jsonl';

const TITLE = 'Quiz Sync (local)';

/**
 * Opens the spreadsheet kept in a directory: starts the emulator in this process, or joins the one that a service on
 * the same directory runs. Only one process at a time has the files; one that ends, however it ends, gives them free.
 * Rejects with an Error when they cannot be had.
 */
export async function openLocalSpreadsheet(given: string, role: Role): Promise<SpreadsheetSource> {
  const directory = path.resolve(given);
  mkdirSync(directory, { recursive: true });
  const addressFile = path.join(directory, ADDRESS_FILE);
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const lock = takeSpreadsheetLock(path.join(directory, 'emulator.lock'));
    if (lock !== undefined) return await start(directory, addressFile, role, lock);
    const address = readAddress(addressFile);
    if (address?.role === 'service' && (await answers(address))) return joined(address);
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error('another process has it and does not answer');
}

/** Read only by those who use it. Once it has been asked for, asking again costs nothing. */
export function loadSheetsEmulator(): Promise<typeof import('@quiz-sync/sheets-emulator')> {
  return import('@quiz-sync/sheets-emulator');
}

async function start(
  directory: string,
  addressFile: string,
  role: Role,
  lock: SpreadsheetLock,
): Promise<SpreadsheetSource> {
  try {
    const { startSheetsEmulator } = await loadSheetsEmulator();
    const emulator = await startSheetsEmulator({ dataFile: path.join(directory, LOCAL_FILE) });
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

async function answers({ url, spreadsheet_id: spreadsheetId }: SpreadsheetAddress): Promise<boolean> {
  return (await emulatedSpreadsheet(url, spreadsheetId).describe()).isOk();
}

function joined({ url, spreadsheet_id: spreadsheetId }: SpreadsheetAddress): SpreadsheetSource {
  return { spreadsheetId, emulatorUrl: url, close: () => Promise.resolve() };
}
