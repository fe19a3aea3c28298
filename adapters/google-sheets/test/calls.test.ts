import type { CellRange, SheetBatch } from '@quiz-sync/core';
import { beforeEach, describe, expect, test } from 'vitest';
import { emulatorForTests, newSpreadsheet } from './emulated-sheets.ts';

const emulator = emulatorForTests();

/** What was called since the test began, in short. */
function calls(): string[] {
  return emulator().calls.map(({ operation }) => operation.replace('sheets.spreadsheets.', ''));
}

const range = (firstRow: number, rows: number | undefined): CellRange => ({
  tabId: 0,
  firstRow,
  rows,
  firstColumn: 0,
  columns: 1,
});

let open: ReturnType<typeof newSpreadsheet>;
let revision: string | null = null;
beforeEach(async () => {
  open = newSpreadsheet(emulator());
  revision = null;
  await write({});
  emulator().faults.clear();
  emulator().clearCalls();
});

async function write(more: Partial<SheetBatch>) {
  const to = `r${Number(revision?.slice(1) ?? 0) + 1}`;
  const batch = { from: revision, to, timeZone: 'UTC', anchorTabId: 0, changes: [], readBack: [], ...more };
  const outcome = await open.sheets.write(batch);
  if (outcome.isOk()) revision = to;
  return outcome;
}

const read = async (ranges: readonly CellRange[], tabs: 'all' | readonly number[] = [0]) =>
  (await open.sheets.read({ tabs, ranges }))._unsafeUnwrap();

describe('reading', () => {
  test('all tabs: two calls; known ones: one; the revision alone: one', async () => {
    await read([], 'all');
    await read([range(0, 5), range(900, undefined)]);
    await read([], []);
    expect(calls()).toEqual(['get', 'getByDataFilter', 'getByDataFilter', 'get']);
  });

  test('beyond the end of a tab: one call once the tab’s size is known', async () => {
    open.people.type('Sheet1', 'A1000', 'last');
    await read([], 'all');
    emulator().clearCalls();
    const { cells } = await read([range(998, 50_000), range(1000, 1), range(5000, undefined)]);
    expect(cells).toEqual([[[], ['last']], [], []]);
    expect(calls()).toEqual(['getByDataFilter']);
  });

  test('a tab that has grown since: what was cut off is read as well', async () => {
    await read([], 'all');
    emulator().clearCalls();
    open.people.insertRows('Sheet1', 1000, 50).type('Sheet1', 'A1050', 'last');
    const { cells, tabs } = await read([range(1048, 50_000)]);
    expect(cells).toEqual([[[], ['last']]]);
    expect(tabs[0]?.rowCount).toBe(1050);
    expect(calls()).toEqual(['getByDataFilter', 'getByDataFilter']);
  });

  test('a tab that is gone or has shrunk: asked again, after what there is', async () => {
    open.people.addTab('Other');
    await read([], 'all');
    emulator().clearCalls();
    open.people.deleteRows('Sheet1', 500, 501).type('Sheet1', 'A499', 'last');
    const { cells } = await read([range(490, 100), { ...range(0, 1), tabId: 4711 }], [0, 4711]);
    expect(cells).toEqual([[...Array<never[]>(8).fill([]), ['last']], []]);
    expect(calls()).toEqual(['getByDataFilter', 'get', 'getByDataFilter']);
  });

  test('without a revision: not believed before all named ranges were asked for', async () => {
    open.people.deleteNamedRange('quiz_sync_revision');
    expect((await read([range(0, 1)])).revision).toBeNull();
    expect(calls()).toEqual(['getByDataFilter', 'get', 'getByDataFilter']);
  });

  test('is never tried again by itself', async () => {
    for (const status of [429, 500, 503]) {
      emulator().clearCalls();
      emulator().faults.add({ effect: { type: 'before', status } });
      expect((await open.sheets.read({ tabs: [], ranges: [] })).isErr()).toBe(true);
      expect(calls()).toHaveLength(1);
    }
  });
});

describe('writing', () => {
  test('takes one call, with what is to be read back', async () => {
    await read([], 'all');
    emulator().clearCalls();
    const applied = await write({ changes: [writeNames('ann')], readBack: [range(0, 3)] });
    expect(applied._unsafeUnwrap().readBack).toEqual([[[], ['ann']]]);
    expect(calls()).toEqual(['batchUpdate']);
  });

  test('is never tried again by itself', async () => {
    for (const status of [429, 500, 503]) {
      emulator().clearCalls();
      emulator().faults.add({ effect: { type: 'before', status } });
      expect((await write({ changes: [writeNames('ann')] })).isErr()).toBe(true);
      expect(calls()).toHaveLength(1);
    }
  });

  test('before anything was read takes one more call to read back', async () => {
    const before = revision;
    open = newSpreadsheet(emulator(), { spreadsheetId: open.spreadsheetId });
    revision = before;
    const applied = await write({ changes: [writeNames('ann')], readBack: [range(0, 3)] });
    expect(applied._unsafeUnwrap().readBack).toEqual([[[], ['ann']]]);
    expect(calls()).toEqual(['batchUpdate', 'getByDataFilter']);
  });

  test('whose cells cannot be read back ends in an unknown outcome', async () => {
    const before = revision;
    open = newSpreadsheet(emulator(), { spreadsheetId: open.spreadsheetId });
    revision = before;
    emulator().faults.add({ match: { kind: 'read' }, effect: { type: 'before', status: 503 } });
    const outcome = await write({ changes: [writeNames('ann')], readBack: [range(0, 3)] });
    expect(outcome._unsafeUnwrapErr()).toMatchObject({ type: 'outcome_unknown' });
  });

  test('just after a tab was renamed ends in an unknown outcome, and works the next time', async () => {
    await read([], 'all');
    open.people.renameTab('Sheet1', 'Renamed');
    const readBack = [range(0, 3)];
    const outcome = await write({ changes: [writeNames('ann')], readBack });
    expect(outcome._unsafeUnwrapErr()).toMatchObject({ type: 'outcome_unknown' });
    revision = (await read([], [])).revision;
    const again = await write({ changes: [writeNames('ann')], readBack });
    expect(again._unsafeUnwrap().readBack).toEqual([[[], ['ann']]]);
  });

  test('is in conflict, not malformed, when somebody was quicker with the first batch', async () => {
    open = newSpreadsheet(emulator());
    const add = { type: 'add_tab', tabId: 7, title: 'Quiz', rowCount: 10, columnCount: 5 } as const;
    const first = { from: null, timeZone: 'UTC', anchorTabId: 7, changes: [add], readBack: [] };
    expect((await open.sheets.write({ ...first, to: 'r1' })).isOk()).toBe(true);
    const second = await open.sheets.write({ ...first, to: 'r1_other' });
    expect(second._unsafeUnwrapErr()).toMatchObject({ type: 'revision_conflict' });
  });
});

function writeNames(name: string) {
  return { type: 'write_cells', tabId: 0, firstRow: 1, firstColumn: 0, rows: [[name]] } as const;
}
