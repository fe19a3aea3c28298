import { describe, expect, it } from 'vitest';
import { BLANKED, type LedgerEntry } from '../../src/ports/sheet-ledger.js';
import { diffRows } from '../../src/sync/load/row-change.js';
import { rowHash, type SheetRow, sheetRow } from '../../src/tabs/sheet-row.js';

const ZONE = 'Europe/Berlin';
const row = (key: string, value: string): SheetRow => sheetRow('profiles', key, { owner: key }, [value]);

function entry(of: SheetRow, at: number, hash = rowHash(of, ZONE)): LedgerEntry {
  return { tab: of.tab, key: of.key, row: at, hash, owner: of.owner, course: of.course };
}

describe('diffRows', () => {
  it('drops rows that hold what they should', () => {
    expect(diffRows([row('u1', 'Ada')], [entry(row('u1', 'Ada'), 3)], ZONE)).toEqual([]);
  });

  it('updates a row in its place when it holds something else', () => {
    const changes = diffRows([row('u1', 'Ada')], [entry(row('u1', 'Eda'), 3)], ZONE);
    expect(changes).toMatchObject([{ type: 'update', at: 3, row: { key: 'u1', cells: ['Ada'] } }]);
  });

  it('updates a row that is to be written whatever it holds', () => {
    expect(diffRows([row('u1', 'Ada')], [entry(row('u1', 'Ada'), 3, '')], ZONE)).toMatchObject([
      { type: 'update' },
    ]);
  });

  it('adds a row the ledger does not know', () => {
    expect(diffRows([row('u1', 'Ada')], [], ZONE)).toMatchObject([{ type: 'add', row: { key: 'u1' } }]);
  });

  it('blanks a row that is not desired any more, and then erases its key', () => {
    const old = entry(row('u1', 'Ada'), 3);
    expect(diffRows([], [old], ZONE)).toEqual([{ type: 'blank', entry: old }]);
    const blanked = { ...old, hash: BLANKED };
    expect(diffRows([], [blanked], ZONE)).toEqual([{ type: 'erase_key', entry: blanked }]);
  });

  it('writes a blanked row again when it is desired again before its key went', () => {
    const blanked = entry(row('u1', 'Ada'), 3, BLANKED);
    expect(diffRows([row('u1', 'Ada')], [blanked], ZONE)).toMatchObject([{ type: 'update', at: 3 }]);
  });

  it('tells rows of the same key in different tabs apart', () => {
    const profile = row('u1', 'Ada');
    const session = sheetRow('engagement', 'u1', { owner: 'u1' }, ['Ada']);
    expect(diffRows([session], [entry(profile, 3)], ZONE)).toMatchObject([
      { type: 'add' },
      { type: 'blank' },
    ]);
  });

  it('writes rows with times again when the spreadsheet goes to another zone, and only those', () => {
    const timed = sheetRow('responses', 's:0', { owner: 'u1' }, [{ instant: 0 }]);
    const known = [entry(timed, 1), entry(row('u1', 'Ada'), 1)];
    expect(diffRows([timed, row('u1', 'Ada')], known, 'Asia/Tokyo')).toMatchObject([
      { type: 'update', row: { key: 's:0' } },
    ]);
  });
});
