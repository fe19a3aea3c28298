import { describe, expect, it } from 'vitest';
import { cutToBudget, MAX_BATCH_BYTES, MAX_BATCH_ROWS } from '../../src/sync/load/batch-budget.js';
import type { RowChange } from '../../src/sync/load/row-change.js';
import { sheetRow } from '../../src/tabs/sheet-row.js';

function additions(count: number, text: string): RowChange[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'add',
    row: sheetRow('responses', `s:${index}`, { owner: 'u' }, [text]),
    hash: '',
  }));
}

describe('cutToBudget', () => {
  it('keeps what fits, in order', () => {
    const changes = additions(10, 'short');
    expect(cutToBudget(changes)).toEqual(changes);
  });

  it('cuts at the number of rows', () => {
    expect(cutToBudget(additions(MAX_BATCH_ROWS + 5, 'x'))).toHaveLength(MAX_BATCH_ROWS);
  });

  it('cuts before the bytes are over (fault 30)', () => {
    const text = 'x'.repeat(40_000);
    const kept = cutToBudget(additions(100, text));
    expect(kept.length * text.length).toBeLessThan(MAX_BATCH_BYTES);
    expect((kept.length + 2) * text.length).toBeGreaterThan(MAX_BATCH_BYTES);
  });

  it('counts characters as the bytes they become in JSON', () => {
    const plain = cutToBudget(additions(200, 'x'.repeat(40_000))).length;
    const wide = cutToBudget(additions(200, '漢'.repeat(40_000))).length;
    const escaped = cutToBudget(additions(200, '\u0001'.repeat(40_000))).length;
    expect([plain, wide, escaped]).toEqual([47, 15, 7]);
  });

  it('reckons little for cells that stay blank', () => {
    const wide = (cells: readonly (string | null)[]): RowChange[] =>
      Array.from({ length: 5_000 }, (_, index) => ({
        type: 'add',
        row: sheetRow('responses', `s:${index}`, { owner: 'u' }, cells),
        hash: '',
      }));
    const blank = Array.from({ length: 20 }, () => null);
    expect(cutToBudget(wide(['id', ...blank]))).toHaveLength(5_000);
    expect(cutToBudget(wide(['id', ...blank.map(() => '')])).length).toBeLessThan(2_500);
  });

  it('lets one change through however large, so that every batch makes headway', () => {
    const changes = additions(2, '\u0001'.repeat(49_000)).map((change) => change);
    const huge: RowChange = {
      type: 'add',
      row: sheetRow(
        'responses',
        'big',
        { owner: 'u' },
        Array.from({ length: 60 }, () => '漢'.repeat(40_000)),
      ),
      hash: '',
    };
    expect(cutToBudget([huge, ...changes])).toEqual([huge]);
  });
});
