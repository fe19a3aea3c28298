import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ENTERED: readonly (readonly [text: string, value: unknown, shown: string])[] = [
  ['42', 42, '42'],
  ['0042', 42, '42'],
  ['-7.50', -7.5, '-7.5'],
  ['+7', 7, '7'],
  ['.5', 0.5, '0.5'],
  ['1e5', 100000, '1.00E+05'],
  ['1,234', 1234, '1,234'],
  ['2,000,000.01', 2000000.01, '2,000,000.01'],
  ['1,5', '1,5', '1,5'],
  ['50%', 0.5, '50%'],
  ['12.5%', 0.125, '12.50%'],
  ['$4.50', 4.5, '$4.50'],
  ['-$3', -3, '-$3'],
  ['(5)', -5, '-5'],
  ['true', true, 'TRUE'],
  ['FALSE', false, 'FALSE'],
  ["'0042", '0042', '0042'],
  ["'=1", '=1', '=1'],
  ['=1+1', 2, '2'],
  ['=', '=', '='],
  ['12/31/2024', 45657, '12/31/2024'],
  ['2024-02-29', 45351, '2024-02-29'],
  ['2023-02-29', '2023-02-29', '2023-02-29'],
  ['Jan 5, 2024', 45296, 'Jan 5, 2024'],
  ['13/1/2024', '13/1/2024', '13/1/2024'],
  ['3:30 PM', 0.6458333333333334, '3:30 PM'],
  ['2024-01-02 13:05', 45293.54513888889, '2024-01-02 13:05'],
  ['NaN', 'NaN', 'NaN'],
  ['1 234', '1 234', '1 234'],
  [' spaced ', ' spaced ', ' spaced '],
  ['123456789012345678', 123456789012345680, '1.23457E+17'],
];

describe('typed text', () => {
  let emulator: SheetsEmulator;

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
  });

  afterAll(() => emulator.close());

  it.each(ENTERED)('%j is %j, shown %j', (text, value, formatted) => {
    const id = emulator.createSpreadsheet('Typed');
    emulator.people(id).type('Sheet1', 'A1', text);
    expect(emulator.spreadsheet(id).cell('Sheet1', 'A1')).toMatchObject({ value, formatted });
  });

  it('stays text in a cell that is formatted as text', () => {
    const id = emulator.createSpreadsheet('Typed');
    const cell = { userEnteredFormat: { numberFormat: { type: 'TEXT' as const } } };
    const range = { sheetId: 0, endRowIndex: 1, endColumnIndex: 1 };
    emulator
      .people(id)
      .do({ repeatCell: { range, cell, fields: 'userEnteredFormat' } })
      .type('Sheet1', 'A1', '0042');
    expect(emulator.spreadsheet(id).cell('Sheet1', 'A1').value).toBe('0042');
  });
});
