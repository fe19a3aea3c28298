import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('an emulator that takes named ranges lightly', () => {
  let emulator: SheetsEmulator;
  beforeAll(async () => {
    emulator = await startSheetsEmulator({ lenientNamedRanges: true });
  });
  afterAll(() => emulator.close());

  const batch = async (id: string, ...requests: object[]): Promise<number> => {
    const url = `${emulator.url}/v4/spreadsheets/${id}:batchUpdate`;
    return (await fetch(url, { method: 'POST', body: JSON.stringify({ requests }) })).status;
  };
  const add = (namedRangeId: string, name: string) => ({
    addNamedRange: { namedRange: { namedRangeId, name, range: { sheetId: 0, endRowIndex: 1 } } },
  });
  const rangesOf = async (id: string): Promise<unknown> => {
    const answer = await fetch(`${emulator.url}/v4/spreadsheets/${id}?fields=namedRanges(namedRangeId,name)`);
    return ((await answer.json()) as { namedRanges?: unknown }).namedRanges;
  };

  it('deletes one that is not there', async () => {
    const id = emulator.createSpreadsheet('Lenient');
    expect(await batch(id, { deleteNamedRange: { namedRangeId: 'gone' } }, add('a', 'here'))).toBe(200);
    expect(await rangesOf(id)).toEqual([{ namedRangeId: 'a', name: 'here' }]);
  });

  it('puts a new one in the place of what had its id or its name', async () => {
    const id = emulator.createSpreadsheet('Lenient');
    expect(await batch(id, add('a', 'one'), add('b', 'two'), add('c', 'three'))).toBe(200);
    expect(await batch(id, add('a', 'TWO'))).toBe(200);
    expect(await rangesOf(id)).toEqual([
      { namedRangeId: 'c', name: 'three' },
      { namedRangeId: 'a', name: 'TWO' },
    ]);
  });
});
