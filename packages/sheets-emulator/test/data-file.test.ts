import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('a data file', () => {
  let folder: string;
  let dataFile: string;
  const open: SheetsEmulator[] = [];

  const start = async (): Promise<SheetsEmulator> => {
    const emulator = await startSheetsEmulator({ dataFile });
    open.push(emulator);
    return emulator;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sheets-emulator-'));
    dataFile = join(folder, 'below', 'sheets.jsonl');
  });

  afterEach(async () => {
    for (const emulator of open.splice(0)) await emulator.close();
    rmSync(folder, { recursive: true });
  });

  it('holds every answered change, without the emulator having closed', async () => {
    const first = await start();
    const id = first.createSpreadsheet('Kept');
    first
      .people(id)
      .type('Sheet1', 'B2', [
        ['x', 1.5],
        [true, null],
      ])
      .addTab('Second')
      .note('Sheet1', 'A1', 'hello');
    const second = await start();
    expect(second.spreadsheet(id).toJSON()).toEqual(first.spreadsheet(id).toJSON());
  });

  it('is read back from its short form too, and from what came after', async () => {
    const first = await start();
    const id = first.createSpreadsheet('Kept');
    first
      .people(id)
      .type('Sheet1', 'A1', [['x']])
      .hideColumn('Sheet1', 'C')
      .hideRows('Sheet1', 5);
    first.compact();
    first.people(id).insertRows('Sheet1', 1, 2);
    const second = await start();
    expect(second.spreadsheet(id).toJSON()).toEqual(first.spreadsheet(id).toJSON());
    expect(second.spreadsheet(id).values('Sheet1', 'A3')).toEqual([['x']]);
  });

  it('survives half a line at its end', async () => {
    const first = await start();
    const id = first.createSpreadsheet('Kept');
    const size = statSync(dataFile).size;
    appendFileSync(dataFile, '{"kind":"command","comm');
    const second = await start();
    expect(second.spreadsheetIds).toEqual([id]);
    expect(statSync(dataFile).size).toBe(size);
  });

  it('refuses a file that is something else', async () => {
    appendFileSync(join(folder, 'other'), '{"a":1}\n');
    await expect(startSheetsEmulator({ dataFile: join(folder, 'other') })).rejects.toThrow(/not a data file/);
  });
});
