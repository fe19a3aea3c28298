import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { type SheetsHarness, type SheetsUnderTest, sheetsUnderTest } from './sheets-harness.js';
import { addTab, rangeOf, SMALL_TABLE, TAB_ID, TITLE, writeCells } from './sheets-sample.js';

/** What SheetsPort.read answers. */
export function sheetsReadingContract(test: TestFunctions, harness: SheetsHarness): void {
  test.describe('SheetsPort.read', () => {
    const subject = sheetsUnderTest(test, harness);
    snapshots(test, subject);
    tabsAndHeaders(test, subject);
    ranges(test, subject);
    callCounts(test, subject);
  });
}

function snapshots({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  it('finds a new spreadsheet empty and without a revision', async () => {
    const snapshot = await subject.look();
    expect(snapshot.revision).toBe(null);
    expect(snapshot.timeZone).toBe('Europe/Berlin');
    expect(snapshot.tabs.length).toBeGreaterThanOrEqual(1);
    for (const tab of snapshot.tabs) {
      expect(tab.headers).toEqual([]);
      expect(await subject.cellsOf(tab.tabId)).toEqual([]);
    }
    expect(snapshot.cells).toEqual([]);
  });

  it('answers the same while nobody changes anything', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    expect(await subject.look()).toEqual(await subject.look());
  });

  it('names the target it was made for', async () => {
    expect(subject.sheets().target.length).toBeGreaterThan(0);
    expect(Object.keys(subject.sheets().describe()).sort()).toEqual(['account', 'url']);
  });
}

function tabsAndHeaders({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  it('tells a tab by its id, with title, size and headers', async () => {
    await subject.apply([addTab(50, 6), writeCells(0, 0, SMALL_TABLE)]);
    const { tabs } = await succeed(subject.sheets().read({ tabs: [TAB_ID], ranges: [] }));
    expect(tabs.find(({ tabId }) => tabId === TAB_ID)).toEqual({
      tabId: TAB_ID,
      title: TITLE,
      rowCount: 50,
      columnCount: 6,
      headers: ['name', 'score', 'quiz_sync_key'],
    });
  });

  it('answers headers with gaps, each in its place, as text', async () => {
    await subject.apply([addTab(), writeCells(0, 1, [['second', null, null, 2026, true]])]);
    const [tab] = (await subject.look()).tabs.filter(({ tabId }) => tabId === TAB_ID);
    expect(tab?.headers.map((header) => header.toLowerCase())).toEqual([
      '',
      'second',
      '',
      '',
      '2026',
      'true',
    ]);
  });

  it('keeps a tab by its id when people rename and move it', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    await subject.people().renameTab(TITLE, 'Renamed by people');
    await subject.people().moveTab('Renamed by people', 0);
    const { tabs } = await subject.look();
    expect(tabs[0]).toMatchObject({ tabId: TAB_ID, title: 'Renamed by people' });
    expect(await subject.cellsOf(TAB_ID)).toEqual(SMALL_TABLE);
    await subject.apply([writeCells(1, 1, [[95]])]);
    expect(await subject.people().values('Renamed by people')).toEqual([
      ['name', 'score', 'quiz_sync_key'],
      ['Ada', 95, 'key-1'],
      ['Grace', 80, 'key-2'],
    ]);
  });

  it('passes over tabs that are gone', async () => {
    await subject.apply([addTab()]);
    await subject.people().deleteTab(TITLE);
    const snapshot = await succeed(
      subject
        .sheets()
        .read({ tabs: [TAB_ID, 4_711], ranges: [rangeOf(0, 5, 0, 5), rangeOf(0, 1, 0, 1, 4_711)] }),
    );
    expect(snapshot.tabs.filter(({ tabId }) => tabId === TAB_ID || tabId === 4_711)).toEqual([]);
    expect(snapshot.cells).toEqual([[], []]);
  });

  it('sees what people type, sort, insert and delete', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    const people = subject.people();
    await people.sortRows(TITLE, 1);
    await people.insertRows(TITLE, 1, 2);
    await people.typeCell(TITLE, 1, 3, 'a note');
    await people.deleteRows(TITLE, 2, 1);
    expect(await subject.cellsOf(TAB_ID)).toEqual([
      ['name', 'score', 'quiz_sync_key'],
      [null, null, null, 'a note'],
      ['Grace', 80, 'key-2'],
      ['Ada', 90, 'key-1'],
    ]);
    expect((await subject.look()).tabs.find(({ tabId }) => tabId === TAB_ID)?.rowCount).toBe(101);
  });

  it('sees columns that people insert, move and delete', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    await subject.people().insertColumn(TITLE, 1);
    await subject.people().moveColumn(TITLE, 0, 3);
    await subject.people().deleteColumn(TITLE, 1);
    const [tab] = (await subject.look()).tabs.filter(({ tabId }) => tabId === TAB_ID);
    expect(tab?.headers).toEqual(['', 'quiz_sync_key', 'name']);
    expect(tab?.columnCount).toBe(8);
  });
}

function ranges({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  it('answers each range in its place, cut to what is there', async () => {
    await subject.apply([addTab(20, 6), writeCells(0, 0, SMALL_TABLE), writeCells(9, 4, [['far']])]);
    const { cells } = await succeed(
      subject.sheets().read({
        tabs: [TAB_ID],
        ranges: [
          rangeOf(1, 2, 2, 1),
          rangeOf(3, 5, 0, 6),
          rangeOf(0, 1, 1, 2),
          rangeOf(8, undefined, 3, undefined),
          rangeOf(2, 8, 1, 4),
          rangeOf(1, 1, 0, 1),
        ],
      }),
    );
    expect(cells).toEqual([
      [['key-1'], ['key-2']],
      [],
      [['score', 'quiz_sync_key']],
      [[], [null, 'far']],
      [[80, 'key-2'], [], [], [], [], [], [], [null, null, null, 'far']],
      [['Ada']],
    ]);
  });

  it('answers overlapping and repeated ranges each in full', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    const repeated = [
      rangeOf(1, 2, 0, 2),
      rangeOf(1, 2, 0, 2),
      rangeOf(2, 1, 1, 1),
      rangeOf(0, undefined, 1, 1),
    ];
    const { cells } = await succeed(subject.sheets().read({ tabs: [TAB_ID], ranges: repeated }));
    const names = [
      ['Ada', 90],
      ['Grace', 80],
    ];
    expect(cells).toEqual([names, names, [[80]], [['score'], [90], [80]]]);
  });

  it('answers what lies beyond the end of a tab as empty', async () => {
    await subject.apply([addTab(3, 3), writeCells(0, 0, SMALL_TABLE)]);
    const beyond = [
      rangeOf(3, 10, 0, 3),
      rangeOf(500, 1, 0, 1),
      rangeOf(0, 1, 700, 2),
      rangeOf(2, 10, 2, 10),
    ];
    const { cells } = await succeed(subject.sheets().read({ tabs: [TAB_ID], ranges: beyond }));
    expect(cells).toEqual([[], [], [], [['key-2']]]);
  });

  it('answers ranges of several tabs, and of tabs not asked for otherwise', async () => {
    const { tabs } = await subject.look();
    const first = tabs[0]?.tabId ?? 0;
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE), writeCells(0, 0, [['elsewhere']], first)]);
    const { cells } = await succeed(
      subject.sheets().read({ tabs: [], ranges: [rangeOf(1, 1, 0, 1), rangeOf(0, 1, 0, 1, first)] }),
    );
    expect(cells).toEqual([[['Ada']], [['elsewhere']]]);
  });
}

function callCounts({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  it('takes one call when the tabs are known, whatever is asked', async () => {
    await subject.apply([addTab(400, 8), writeCells(0, 0, SMALL_TABLE)]);
    const { tabs } = await subject.look();
    const before = subject.calls();
    const many = Array.from({ length: 300 }, (_, row) => rangeOf(row, 1, 2, 1));
    const { cells } = await succeed(
      subject.sheets().read({ tabs: tabs.map(({ tabId }) => tabId), ranges: many }),
    );
    expect(cells).toHaveLength(300);
    expect(cells[2]).toEqual([['key-2']]);
    expect(subject.calls()).toEqual({ reads: before.reads + 1, writes: before.writes });
  });

  it('takes at most two calls when they are not', async () => {
    const before = subject.calls();
    await subject.look();
    expect(subject.calls().reads - before.reads).toBeLessThanOrEqual(2);
  });
}
