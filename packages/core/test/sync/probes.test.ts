import { describe, expect, it } from 'vitest';
import type { LedgerEntry, TabRecord } from '../../src/ports/sheet-ledger.js';
import type { RowChange } from '../../src/sync/load/row-change.js';
import { planProbes, readProbes } from '../../src/sync/look/probes.js';
import { sheetRow } from '../../src/tabs/sheet-row.js';

const RECORD: TabRecord = {
  tab: 'profiles',
  tabId: 5,
  headers: ['quiz_sync_key'],
  keyColumn: 2,
  nextRow: 10,
};
const row = (key: string) => sheetRow('profiles', key, { owner: key }, ['x']);
const update = (key: string, at: number): RowChange => ({ type: 'update', row: row(key), hash: 'h', at });
const add = (key: string): RowChange => ({ type: 'add', row: row(key), hash: 'h' });
const last = (key: string, at: number): LedgerEntry => ({
  tab: 'profiles',
  key,
  row: at,
  hash: 'h',
  owner: key,
  course: undefined,
});

describe('planProbes', () => {
  it('reads nothing of tabs that are not written', () => {
    expect(planProbes([], [RECORD], new Map())).toEqual([]);
  });

  it('reads the key cells of rows to be updated, near ones in one range', () => {
    const probes = planProbes([update('a', 3), update('b', 7), update('c', 900)], [RECORD], new Map());
    expect(probes.map(({ range }) => range)).toEqual([
      { tabId: 5, firstRow: 3, rows: 5, firstColumn: 2, columns: 1 },
      { tabId: 5, firstRow: 900, rows: 1, firstColumn: 2, columns: 1 },
    ]);
  });

  it('reads the row above new rows and everything below, and the last row we know', () => {
    const probes = planProbes([add('n')], [RECORD], new Map([['profiles', last('z', 4)]]));
    expect(probes.map(({ type, range }) => [type, range.firstRow, range.rows])).toEqual([
      ['keys', 4, 1],
      ['space', 9, undefined],
    ]);
  });
});

describe('readProbes', () => {
  const probes = planProbes(
    [update('a', 3), update('b', 5), add('n')],
    [RECORD],
    new Map([['profiles', last('z', 9)]]),
  );

  it('finds the keys where they should be, and the first free row', () => {
    const keys = [['a'], [], ['b'], [], [], [], ['z']];
    const found = readProbes(probes, [keys, [[null, null, 'z']]]);
    expect([...found.moved]).toEqual([]);
    expect(found.freeRows.get('profiles')).toBe(10);
  });

  it('notices a key that is not where it should be', () => {
    expect([...readProbes(probes, [[['b'], [], ['a'], [], [], [], ['z']], []]).moved]).toEqual(['profiles']);
  });

  it('puts new rows below whatever people have typed there, and never onto the header', () => {
    const keys = [['a'], [], ['b'], [], [], [], ['z']];
    const typed = readProbes(probes, [keys, [[null, null, 'z'], [], ['a note below'], []]]);
    expect(typed.freeRows.get('profiles')).toBe(12);
    const fresh = planProbes([add('n')], [{ ...RECORD, nextRow: 1 }], new Map());
    expect(readProbes(fresh, [[]]).freeRows.get('profiles')).toBe(1);
  });
});
