import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '../application.js';
import type { SpreadsheetSource } from '../spreadsheet-source.js';
import { ADDRESS_FILE, readAddress, type SpreadsheetAddress } from './address-file.js';
import { emulatedSpreadsheet } from './emulated-spreadsheet.js';
import { joinSpreadsheet } from './join-spreadsheet.js';
import { serveSpreadsheet } from './serve-spreadsheet.js';
import { takeSpreadsheetLock } from './spreadsheet-lock.js';

/** Milliseconds to wait for another process to start, or to end. */
const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 50;

/**
 * Opens the spreadsheet kept in a directory: starts the emulator in this process, or joins the one that a service on
 * the same directory runs. Only one process at a time has the files; one that ends, however it ends, gives them free,
 * and a service that had joined it takes its place. Rejects with an Error when they cannot be had.
 */
export async function openLocalSpreadsheet(given: string, role: Role): Promise<SpreadsheetSource> {
  const directory = path.resolve(given);
  mkdirSync(directory, { recursive: true });
  const addressFile = path.join(directory, ADDRESS_FILE);
  const lockFile = path.join(directory, 'emulator.lock');
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const lock = takeSpreadsheetLock(lockFile);
    if (lock !== undefined) return await serveSpreadsheet(directory, role, lock);
    const address = readAddress(addressFile);
    if (address?.role === 'service' && (await answers(address)))
      return role === 'service' ? joinSpreadsheet(directory, lockFile, address) : borrowed(address);
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error('another process has it and does not answer');
}

async function answers({ url, spreadsheet_id: spreadsheetId }: SpreadsheetAddress): Promise<boolean> {
  return (await emulatedSpreadsheet(url, spreadsheetId).describe()).isOk();
}

/** For a command, which has ended before it would miss it. */
function borrowed({ url, spreadsheet_id: spreadsheetId }: SpreadsheetAddress): SpreadsheetSource {
  return { spreadsheetId, emulatorUrl: url, close: () => Promise.resolve() };
}
