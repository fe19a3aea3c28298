import type { Cell, SheetChange } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import type { TestFunctions } from '../test-functions.js';
import { type SheetsHarness, type SheetsUnderTest, sheetsUnderTest } from './sheets-harness.js';
import { addTab, SMALL_TABLE, TAB_ID, TITLE, writeCells } from './sheets-sample.js';

/** How values of every type come through SheetsPort. */
export function sheetsCellsContract(test: TestFunctions, harness: SheetsHarness): void {
  test.describe('SheetsPort cells', () => {
    const subject = sheetsUnderTest(test, harness);
    texts(test, subject);
    values(test, subject);
    erasing(test, subject);
  });
  for (const [timeZone, moments] of Object.entries(MOMENTS)) {
    test.describe(`SheetsPort instants in ${timeZone}`, () => {
      instants(test, sheetsUnderTest(test, harness, timeZone), moments);
    });
  }
}

/** What spreadsheets turn into something else when somebody types it. */
const TEMPTING_TEXTS = [
  '=1+1',
  '=IMPORTXML("https://example.org","//a")',
  '+1',
  '-1',
  '@x',
  "'quoted",
  '007',
  '1e3',
  '12,5',
  '50%',
  '€ 5',
  '2026-03-02',
  '3/2/2026 10:00',
  '10:30',
  'TRUE',
  'false',
  '#N/A',
  'https://example.org',
];

/** Control characters and noncharacters: what Google makes of those is its own. */
const NOT_FOR_CELLS = new Set(['\u0001', '\u007f', '\uffff']);

const EXACT_TEXTS = [...TEMPTING_TEXTS, ...AWKWARD_TEXTS.filter((text) => !NOT_FOR_CELLS.has(text))];

function texts({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  for (const format of ['text', 'number', 'date_time'] as const)
    it(`keeps text as text in cells formatted as ${format}`, async () => {
      const rows = EXACT_TEXTS.map((text) => [text, text]);
      const range = { tabId: TAB_ID, firstRow: 1, rows: undefined, firstColumn: 0, columns: 1 };
      await subject.apply([addTab(200), { type: 'format_cells', range, format }, writeCells(1, 0, rows)]);
      expect(await subject.cellsOf(TAB_ID)).toEqual([[], ...rows]);
      expect(await subject.people().values(TITLE)).toEqual([[], ...rows]);
    });

  it('keeps the longest text a cell holds', async () => {
    const text = 'x'.repeat(49_999).concat('!');
    await subject.apply([addTab(), writeCells(0, 0, [[text, 'next']])]);
    expect(await subject.cellsOf(TAB_ID)).toEqual([[text, 'next']]);
  });
}

function values({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  it('keeps numbers and booleans as such, nought and false included', async () => {
    const rows: Cell[][] = [
      [0, false, 1, true],
      [0.1, -7, 1_000_000, 1e-7],
      [66.66666666666667, 2 ** 40, 123_456_789.125, 0],
    ];
    await subject.apply([addTab(), writeCells(0, 0, rows)]);
    expect(await subject.cellsOf(TAB_ID)).toEqual(rows);
  });

  it('blanks cells with null, and leaves those around alone', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    await subject.apply([writeCells(1, 0, [[null, null, null], [null]])]);
    expect(await subject.cellsOf(TAB_ID)).toEqual([
      ['name', 'score', 'quiz_sync_key'],
      [],
      [null, 80, 'key-2'],
    ]);
  });

  it('writes blocks of rows of different lengths as they are', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    await subject.apply([writeCells(1, 1, [[91], [81, 'key-2b'], ['new', null, 'right']])]);
    expect(await subject.cellsOf(TAB_ID)).toEqual([
      ['name', 'score', 'quiz_sync_key'],
      ['Ada', 91, 'key-1'],
      ['Grace', 81, 'key-2b'],
      [null, 'new', null, 'right'],
    ]);
  });

  it('takes thousands of rows in one batch', async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => [`learner ${index}`, index, index % 2 === 0]);
    await subject.apply([addTab(2_001, 3), writeCells(1, 0, rows)]);
    expect((await subject.cellsOf(TAB_ID)).slice(1)).toEqual(rows);
  });
}

function erasing({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  it('erases exactly the cells of one column that hold a text', async () => {
    const keys = ['key', 'key-1', 'key', 'KEY', ' key', 'k.y', 'monkey', 'key', '^key$'];
    await subject.apply([
      addTab(),
      writeCells(
        1,
        0,
        keys.map((key) => ['key', key, 'key']),
      ),
    ]);
    await subject.apply([erase('key')]);
    expect((await subject.cellsOf(TAB_ID)).slice(1)).toEqual(
      keys.map((key) => ['key', key === 'key' ? null : key, 'key']),
    );
  });

  it('takes the text for a text, not for a pattern', async () => {
    const awkward = ['.*', '^a$', 'a.b', '~*', '*', '?', '$1', '\\d', '(', "it's", '=1+1', '\u{1f600}'];
    await subject.apply([
      addTab(),
      writeCells(
        1,
        1,
        awkward.map((text) => [text]),
      ),
    ]);
    for (const [index, text] of awkward.entries()) {
      await subject.apply([erase(text)]);
      const left = (await subject.cellsOf(TAB_ID)).slice(1).flatMap((row) => row[1] ?? []);
      expect(left, text).toEqual(awkward.slice(index + 1));
    }
  });

  it('finds the cell wherever people have sorted it, and does nothing when it is gone', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    await subject.people().sortRows(TITLE, 1);
    await subject.apply([{ type: 'erase_text', tabId: TAB_ID, column: 2, text: 'key-1' }]);
    await subject.apply([{ type: 'erase_text', tabId: TAB_ID, column: 2, text: 'key-1' }]);
    expect(await subject.cellsOf(TAB_ID)).toEqual([
      ['name', 'score', 'quiz_sync_key'],
      ['Grace', 80, 'key-2'],
      ['Ada', 90],
    ]);
  });

  it('erases the cell of one row, if that is the text it holds', async () => {
    await subject.apply([addTab(), writeCells(1, 1, [['key'], ['other'], ['key'], ['key']])]);
    await subject.apply([{ ...erase('key'), row: 3 } as SheetChange]);
    await subject.apply([{ ...erase('key'), row: 2 } as SheetChange]);
    const left = (await subject.cellsOf(TAB_ID)).slice(1).map((row) => row[1] ?? null);
    expect(left).toEqual(['key', 'other', null, 'key']);
  });

  function erase(text: string): SheetChange {
    return { type: 'erase_text', tabId: TAB_ID, column: 1, text };
  }
}

/** Instants and what wall clocks show then: the day, and the time of day in milliseconds. */
const MOMENTS: Readonly<Record<string, readonly (readonly [instant: string, day: string, time: string])[]>> =
  {
    UTC: [
      ['2026-03-02T10:00:00.000Z', '2026-03-02', '10:00:00.000'],
      ['2026-12-31T23:59:59.999Z', '2026-12-31', '23:59:59.999'],
      ['2026-01-01T00:00:00.000Z', '2026-01-01', '00:00:00.000'],
    ],
    'Europe/Berlin': [
      ['2026-03-02T10:00:00.000Z', '2026-03-02', '11:00:00.000'],
      ['2026-03-29T00:59:59.999Z', '2026-03-29', '01:59:59.999'],
      ['2026-03-29T01:00:00.000Z', '2026-03-29', '03:00:00.000'],
      ['2026-07-31T22:00:00.000Z', '2026-08-01', '00:00:00.000'],
      ['2026-10-25T00:30:00.000Z', '2026-10-25', '02:30:00.000'],
      ['2026-10-25T01:30:00.000Z', '2026-10-25', '02:30:00.000'],
      ['2026-10-25T02:00:00.000Z', '2026-10-25', '03:00:00.000'],
    ],
    'America/St_Johns': [
      ['2026-01-15T02:00:00.000Z', '2026-01-14', '22:30:00.000'],
      ['2026-07-15T02:00:00.000Z', '2026-07-14', '23:30:00.000'],
    ],
    'Asia/Kathmandu': [['2026-03-02T18:30:00.000Z', '2026-03-03', '00:15:00.000']],
  };

function instants(
  { it, expect }: TestFunctions,
  subject: SheetsUnderTest,
  moments: readonly (readonly [string, string, string])[],
): void {
  it('writes instants as serial numbers of its wall clock', async () => {
    const cells = moments.map(([instant]): Cell[] => [{ instant: Date.parse(instant) }]);
    await subject.apply([addTab(), writeCells(1, 0, cells)]);
    const found = (await subject.cellsOf(TAB_ID)).slice(1).map(([cell]) => cell);
    for (const [index, [instant, day, time]] of moments.entries()) {
      const expected = serialOf(day, time);
      // A hundredth of a millisecond: more than a double loses by adding days and parts of days in any order.
      expect(
        Math.abs(Number(found[index]) - expected),
        `${instant} as ${found[index]}, not ${expected}`,
      ).toBeLessThanOrEqual(1e-10);
    }
  });
}

/** Days since 1899-12-30. */
function serialOf(day: string, time: string): number {
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  return (midnight - Date.UTC(1899, 11, 30) + (Date.parse(`${day}T${time}Z`) - midnight)) / 86_400_000;
}
