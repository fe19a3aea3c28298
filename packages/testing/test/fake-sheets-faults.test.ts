import type { SheetBatch, SheetChange, SheetsError } from '@quiz-sync/core';
import { type FakeSheets, fakeSheets } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';

const RATE_LIMITED: SheetsError = { type: 'rate_limited', message: 'slow down', retryAfterMs: 5_000 };
const SHEET_1 = 0;

function aBatch(overrides: Partial<SheetBatch> = {}): SheetBatch {
  const changes: SheetChange[] = [
    {
      type: 'write_cells',
      tabId: SHEET_1,
      firstRow: 0,
      firstColumn: 0,
      rows: [
        ['name', 'score'],
        ['Ada', 90],
      ],
    },
  ];
  return { from: null, to: 'r1', timeZone: 'UTC', anchorTabId: SHEET_1, changes, readBack: [], ...overrides };
}

async function errorOf(call: ReturnType<FakeSheets['write']>): Promise<string | undefined> {
  return (await call).match(
    () => undefined,
    (error) => error.type,
  );
}

const READ = { tabs: [SHEET_1], ranges: [] };

describe('faults of the fake spreadsheet', () => {
  it('fail the next read or write, with nothing applied', async () => {
    const sheets = fakeSheets();
    sheets.faults.failNextRead(RATE_LIMITED);
    sheets.faults.failNextWrite(RATE_LIMITED);
    const read = await sheets.read(READ);
    expect(read.isErr() && read.error).toEqual(RATE_LIMITED);
    expect(await errorOf(sheets.write(aBatch()))).toBe('rate_limited');
    expect(sheets.revision()).toBe(null);
    expect((await sheets.read(READ)).isOk()).toBe(true);
    expect(await errorOf(sheets.write(aBatch()))).toBeUndefined();
    expect(sheets.calls()).toEqual({ reads: 2, writes: 2 });
    expect(sheets.batches.map(({ outcome }) => outcome)).toEqual(['failed', 'applied']);
  });

  it('fail every call until it recovers', async () => {
    const sheets = fakeSheets();
    sheets.faults.fail({ type: 'spreadsheet_not_found', message: 'gone' });
    expect((await sheets.read(READ)).isErr()).toBe(true);
    expect(await errorOf(sheets.write(aBatch()))).toBe('spreadsheet_not_found');
    sheets.faults.recover();
    expect(await errorOf(sheets.write(aBatch()))).toBeUndefined();
  });

  it('apply a write and lose the answer', async () => {
    const sheets = fakeSheets();
    sheets.faults.loseNextAnswer();
    expect(await errorOf(sheets.write(aBatch()))).toBe('outcome_unknown');
    expect(sheets.revision()).toBe('r1');
    expect(sheets.records('Sheet1')).toEqual([{ name: 'Ada', score: 90 }]);
    expect(await errorOf(sheets.write(aBatch()))).toBe('revision_conflict');
  });

  it('apply a write late, or never when another came first', async () => {
    const sheets = fakeSheets();
    sheets.faults.applyLater();
    sheets.faults.applyLater();
    expect(await errorOf(sheets.write(aBatch()))).toBe('outcome_unknown');
    expect(await errorOf(sheets.write(aBatch({ to: 'r1b' })))).toBe('outcome_unknown');
    expect(sheets.revision()).toBe(null);
    expect(sheets.land()).toBe(true);
    expect(sheets.revision()).toBe('r1');
    expect(sheets.land()).toBe(false);
    expect(sheets.revision()).toBe('r1');
    expect(sheets.batches.map(({ outcome }) => outcome)).toEqual(['applied', 'refused']);
    expect(() => sheets.land()).toThrow(RangeError);
  });

  it('let people act between a read and the write planned on it', async () => {
    const sheets = fakeSheets();
    await sheets.write(aBatch());
    sheets.faults.beforeNextWrite(() => sheets.people.insertRows('Sheet1', 1, 1));
    sheets.faults.beforeNextRead(() => sheets.people.typeCell('Sheet1', 0, 2, 'notes'));
    const read = (await sheets.read(READ)).unwrapOr(undefined);
    expect(read?.tabs[0]?.headers).toEqual(['name', 'score', 'notes']);
    await sheets.write(aBatch({ from: 'r1', to: 'r2', changes: [] }));
    expect(sheets.people.values('Sheet1')).toEqual([['name', 'score', 'notes'], [], ['Ada', 90]]);
  });

  it('refuse writes to a protected tab, naming it', async () => {
    const sheets = fakeSheets();
    sheets.protect('Sheet1');
    const refused = await sheets.write(aBatch());
    expect(refused.isErr() && refused.error).toMatchObject({
      type: 'protected',
      range: 'Sheet1',
      tabId: SHEET_1,
    });
    expect(await errorOf(sheets.write(aBatch({ changes: [] })))).toBeUndefined();
    sheets.unprotect('Sheet1');
    expect(await errorOf(sheets.write(aBatch({ from: 'r1', to: 'r2' })))).toBeUndefined();
  });

  it('refuse more cells than a spreadsheet holds', async () => {
    const sheets = fakeSheets();
    const changes: SheetChange[] = [{ type: 'resize_tab', tabId: SHEET_1, rowCount: 400_000 }];
    expect(await errorOf(sheets.write(aBatch({ changes })))).toBe('cell_limit_reached');
    expect(sheets.tab('Sheet1')?.rowCount).toBe(1_000);
  });
});

describe('people at a fake spreadsheet', () => {
  it('sort as spreadsheets do: numbers, text, booleans, and empty cells last either way', () => {
    const { people } = fakeSheets();
    for (const [row, value] of ['column', 'b', true, 10, null, 'a', 9].entries())
      people.typeCell('Sheet1', row, 1, value);
    people.typeCell('Sheet1', 4, 0, 'the empty one');
    people.sortRows('Sheet1', 1);
    expect(people.values('Sheet1').map((row) => row[1] ?? null)).toEqual([
      'column',
      9,
      10,
      'a',
      'b',
      true,
      null,
    ]);
    people.sortRows('Sheet1', 1, { descending: true });
    expect(people.values('Sheet1').map((row) => row[1] ?? null)).toEqual([
      'column',
      true,
      'b',
      'a',
      10,
      9,
      null,
    ]);
  });

  it('cannot act on tabs and cells that are not there', () => {
    const { people } = fakeSheets();
    expect(() => people.values('Nope')).toThrow('there is no tab Nope');
    expect(() => people.typeCell('Sheet1', 1_000, 0, 'x')).toThrow(RangeError);
  });

  it('take the revision along with the tab it is anchored in', async () => {
    const sheets = fakeSheets();
    sheets.people.addTab(5, 'Other');
    await sheets.write(aBatch());
    sheets.people.deleteTab('Other');
    expect(sheets.revision()).toBe('r1');
    sheets.people.addTab(6, 'Another');
    sheets.people.deleteTab('Sheet1');
    expect(sheets.revision()).toBe(null);
  });
});
