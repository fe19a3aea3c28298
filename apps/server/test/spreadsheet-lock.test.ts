import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readAddress, writeAddress } from '../src/local-spreadsheet/address-file.js';
import { emulatedSpreadsheet } from '../src/local-spreadsheet/emulated-spreadsheet.js';
import { openLocalSpreadsheet } from '../src/local-spreadsheet/open-local-spreadsheet.js';
import { takeSpreadsheetLock } from '../src/local-spreadsheet/spreadsheet-lock.js';
import { temporaryDirectory } from './temporary-directory.js';

test('one has it at a time, and gives it free', () => {
  const location = path.join(temporaryDirectory(), 'lock');
  const first = takeSpreadsheetLock(location);
  expect(first).toBeDefined();
  expect(takeSpreadsheetLock(location)).toBeUndefined();
  first?.release();
  const second = takeSpreadsheetLock(location);
  expect(second).toBeDefined();
  second?.release();
});

test('another process has it until it is killed', async () => {
  const location = path.join(temporaryDirectory(), 'lock');
  const script = `
    import { DatabaseSync } from 'node:sqlite';
    new DatabaseSync(${JSON.stringify(location)}).exec('BEGIN EXCLUSIVE');
    process.stdout.write('held');
    setInterval(() => {}, 1000);
  `;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script]);
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  expect(takeSpreadsheetLock(location)).toBeUndefined();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const lock = takeSpreadsheetLock(location);
  expect(lock).toBeDefined();
  lock?.release();
});

test('an address is read as it was written, and nothing is made of what is none', () => {
  const location = path.join(temporaryDirectory(), 'emulator.json');
  expect(readAddress(location)).toBeUndefined();
  const address = { url: 'http://127.0.0.1:1', spreadsheet_id: 's', role: 'service' } as const;
  writeAddress(location, address);
  expect(readAddress(location)).toEqual(address);
});

test('a service that has joined takes the place of the one that ends, at the same address', async () => {
  const directory = temporaryDirectory();
  const first = await openLocalSpreadsheet(directory, 'service');
  const second = await openLocalSpreadsheet(directory, 'service');
  onTestFinished(() => second.close());
  const { emulatorUrl = '', spreadsheetId } = first;
  expect(second).toMatchObject({ emulatorUrl, spreadsheetId });
  await first.close();
  const isThere = async () => (await emulatedSpreadsheet(emulatorUrl, spreadsheetId).describe()).isOk();
  await expect.poll(isThere, { timeout: 10_000 }).toBe(true);
  const third = await openLocalSpreadsheet(directory, 'command');
  expect(third).toMatchObject({ emulatorUrl, spreadsheetId });
});
