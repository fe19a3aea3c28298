import type { SheetChange } from '@quiz-sync/core';
import type { TestFunctions } from '../test-functions.js';
import { refused, succeed } from './outcome.js';
import { type SheetsHarness, type SheetsUnderTest, sheetsUnderTest } from './sheets-harness.js';
import { addTab, rangeOf, SMALL_TABLE, TAB_ID, TITLE, writeCells } from './sheets-sample.js';

/** What SheetsPort.write applies, wholly or not at all, and on which revision. */
export function sheetsWritingContract(test: TestFunctions, harness: SheetsHarness): void {
  test.describe('SheetsPort.write', () => {
    const subject = sheetsUnderTest(test, harness);
    batches(test, subject);
    readingBack(test, subject);
    atomicity(test, subject);
    revisions(test, subject);
  });
}

/** Everything core does to a new tab. */
const FULL_LAYOUT: readonly SheetChange[] = [
  addTab(10, 2),
  { type: 'resize_tab', tabId: TAB_ID, columnCount: 3 },
  writeCells(0, 0, SMALL_TABLE),
  { type: 'dress_header', tabId: TAB_ID, firstColumn: 0, columns: 3 },
  { type: 'format_cells', range: rangeOf(1, undefined, 0, 1), format: 'text' },
  { type: 'format_cells', range: rangeOf(1, undefined, 1, 1), format: 'number' },
  { type: 'format_cells', range: rangeOf(1, 2, 2, 1), format: 'boolean' },
  { type: 'hide_column', tabId: TAB_ID, column: 2 },
  { type: 'warn_on_edit', tabId: TAB_ID, column: 0, description: 'Kept by Quiz Sync.' },
];

function batches({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  it('makes a tab with headers and rows, formats and warnings in one batch', async () => {
    const batch = await subject.batchOf(FULL_LAYOUT, { anchorTabId: TAB_ID });
    const before = subject.calls();
    await succeed(subject.sheets().write(batch));
    expect(subject.calls()).toEqual({ reads: before.reads, writes: before.writes + 1 });
    const { revision, tabs } = await subject.look();
    expect(revision).toBe(batch.to);
    expect(tabs.find(({ tabId }) => tabId === TAB_ID)).toMatchObject({
      title: TITLE,
      rowCount: 10,
      columnCount: 3,
    });
    expect(await subject.cellsOf(TAB_ID)).toEqual(SMALL_TABLE);
  });

  it('still reads and writes a hidden column with a warning on it', async () => {
    await subject.apply(FULL_LAYOUT);
    const warning: SheetChange = {
      type: 'warn_on_edit',
      tabId: TAB_ID,
      column: 2,
      description: 'Kept by Quiz Sync.',
    };
    await subject.apply([warning, writeCells(1, 2, [['key-9']])]);
    expect((await subject.cellsOf(TAB_ID))[1]).toEqual(['Ada', 90, 'key-9']);
  });

  it('sets sizes absolutely, so that it may be repeated', async () => {
    await subject.apply([addTab(10, 3), writeCells(0, 0, SMALL_TABLE)]);
    const resize: SheetChange = { type: 'resize_tab', tabId: TAB_ID, rowCount: 25, columnCount: 5 };
    await subject.apply([resize, resize]);
    await subject.apply([resize, writeCells(24, 4, [['corner']])]);
    const { tabs } = await subject.look();
    expect(tabs.find(({ tabId }) => tabId === TAB_ID)).toMatchObject({ rowCount: 25, columnCount: 5 });
    expect(await subject.cellsOf(TAB_ID)).toHaveLength(25);
    await subject.apply([{ type: 'resize_tab', tabId: TAB_ID, rowCount: 30 }]);
    const enlarged = (await subject.look()).tabs.find(({ tabId }) => tabId === TAB_ID);
    expect(enlarged).toMatchObject({ rowCount: 30, columnCount: 5 });
  });

  it('applies steps in order', async () => {
    await subject.apply([addTab(), writeCells(0, 0, [['first', 'left']]), writeCells(0, 0, [['second']])]);
    expect(await subject.cellsOf(TAB_ID)).toEqual([['second', 'left']]);
  });

  it('moves the revision even when nothing else is to do', async () => {
    const batch = await subject.batchOf([]);
    await succeed(subject.sheets().write(batch));
    expect((await subject.look()).revision).toBe(batch.to);
  });
}

function readingBack({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  it('answers cells as they are after the batch', async () => {
    await subject.apply([addTab(5, 3), writeCells(0, 0, SMALL_TABLE)]);
    await subject.people().sortRows(TITLE, 1);
    const readBack = [rangeOf(1, 1, 2, 1), rangeOf(1, 3, 1, 1), rangeOf(3, 2, 0, 3), rangeOf(40, 2, 0, 1)];
    const applied = await subject.apply([writeCells(1, 1, [[95], [85]])], { readBack });
    expect(applied.readBack).toEqual([[['key-2']], [[95], [85]], [], []]);
  });

  it('answers cells of a tab and of rows that the batch made', async () => {
    const readBack = [rangeOf(0, 3, 2, 1), rangeOf(11, 1, 0, 1)];
    const changes: SheetChange[] = [
      addTab(3, 3),
      writeCells(0, 0, SMALL_TABLE),
      { type: 'resize_tab', tabId: TAB_ID, rowCount: 12 },
      writeCells(11, 0, [['last']]),
    ];
    const applied = await subject.apply(changes, { readBack });
    expect(applied.readBack).toEqual([[['quiz_sync_key'], ['key-1'], ['key-2']], [['last']]]);
  });

  it('answers nothing when nothing was asked back', async () => {
    expect((await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)])).readBack).toEqual([]);
  });
}

function atomicity({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  const bad: Record<string, SheetChange> = {
    'below the grid': writeCells(100, 0, [['too far']]),
    'right of the grid': writeCells(0, 8, [['too far']]),
    'to a tab that is not there': writeCells(0, 0, [['nowhere']], 4_711),
    'over the length of a cell': writeCells(0, 0, [['x'.repeat(50_001)]]),
    'as a tab with an id that is taken': { ...addTab(), title: 'another' } as SheetChange,
    'as a tab with a title that is taken': { ...addTab(), tabId: 4_711 } as SheetChange,
  };
  for (const [where, change] of Object.entries(bad))
    it(`applies nothing of a batch that writes ${where}`, async () => {
      await subject.apply([addTab(100, 8), writeCells(0, 0, SMALL_TABLE)]);
      const before = await subject.look();
      const good = writeCells(1, 1, [[1], [2]]);
      const batch = await subject.batchOf([good, change, good]);
      expect(await refused(subject.sheets().write(batch))).toMatchObject({ type: 'invalid_request' });
      expect(await subject.look()).toEqual(before);
      expect(await subject.cellsOf(TAB_ID)).toEqual(SMALL_TABLE);
    });
}

function revisions({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  it('applies a batch once, however often it is sent', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    const batch = await subject.batchOf([writeCells(1, 1, [[91]])]);
    await succeed(subject.sheets().write(batch));
    await subject.people().typeCell(TITLE, 1, 1, 'typed since');
    expect(await refused(subject.sheets().write(batch))).toMatchObject({ type: 'revision_conflict' });
    expect((await subject.cellsOf(TAB_ID))[1]).toEqual(['Ada', 'typed since', 'key-1']);
    expect((await subject.look()).revision).toBe(batch.to);
  });

  it('applies the first of two batches planned on the same revision', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    const first = await subject.batchOf([writeCells(1, 0, [['first']])]);
    const second = await subject.batchOf([writeCells(1, 0, [['second']]), writeCells(2, 0, [['second']])]);
    const outcomes = await Promise.all([first, second].map((batch) => subject.sheets().write(batch)));
    expect(outcomes.filter((outcome) => outcome.isOk())).toHaveLength(1);
    const winner = outcomes[0]?.isOk() === true ? first : second;
    expect((await subject.look()).revision).toBe(winner.to);
    const names = (await subject.cellsOf(TAB_ID)).slice(1).map(([name]) => name);
    expect(names).toEqual(winner === first ? ['first', 'Grace'] : ['second', 'second']);
  });

  it('applies a batch for a spreadsheet without a revision on such a one alone', async () => {
    const early = await subject.batchOf([addTab()]);
    await subject.apply([]);
    expect(early.from).toBe(null);
    expect(await refused(subject.sheets().write(early))).toMatchObject({ type: 'revision_conflict' });
    expect((await subject.look()).tabs.some(({ tabId }) => tabId === TAB_ID)).toBe(false);
  });

  it('applies nothing when people have deleted the revision', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    const batch = await subject.batchOf([writeCells(1, 0, [['late']])]);
    await subject.people().deleteRevision();
    expect((await subject.look()).revision).toBe(null);
    expect(await refused(subject.sheets().write(batch))).toMatchObject({ type: 'revision_conflict' });
    expect(await subject.cellsOf(TAB_ID)).toEqual(SMALL_TABLE);
    const restored = await subject.batchOf([]);
    await succeed(subject.sheets().write(restored));
    expect((await subject.look()).revision).toBe(restored.to);
  });

  it('carries the revision through what people do to rows, columns and titles', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)], { anchorTabId: TAB_ID });
    const batch = await subject.batchOf([writeCells(3, 0, [['added']])], { anchorTabId: TAB_ID });
    const people = subject.people();
    await people.insertRows(TITLE, 1, 1);
    await people.sortRows(TITLE, 1);
    await people.insertColumn(TITLE, 1);
    await people.renameTab(TITLE, 'Renamed');
    await people.deleteRows('Renamed', 1, 1);
    await succeed(subject.sheets().write(batch));
    expect((await subject.look()).revision).toBe(batch.to);
  });
}
