import type {
  ReadCell,
  SheetBatch,
  SheetBatchApplied,
  SheetChange,
  SheetSnapshot,
  SheetsPort,
} from '@quiz-sync/core';
import type { People } from '../fake-sheets/people.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';

/** People as a suite meets them: over a network each act takes its time. See {@link People} for what each does. */
export type PeopleElsewhere = {
  [Act in keyof People]: (
    ...args: Parameters<People[Act]>
  ) => ReturnType<People[Act]> | Promise<ReturnType<People[Act]>>;
};

/** One new spreadsheet, for one test. */
export interface OpenedSheets {
  readonly sheets: SheetsPort;
  /** Acts on the same spreadsheet without the port. */
  readonly people: PeopleElsewhere;
  /** Calls to Google (or what stands for it) that reading and writing took so far. */
  calls(): { reads: number; writes: number };
  close(): void | Promise<void>;
}

/** How the contract suite gets its spreadsheets. */
export interface SheetsHarness {
  /** A spreadsheet as people make a new one: empty, without a revision, in that time zone. Called before each test. */
  open(options: { timeZone: string }): Promise<OpenedSheets>;
}

/** The spreadsheet of the test that is running, with what most tests do to it. */
export interface SheetsUnderTest {
  sheets(): SheetsPort;
  people(): PeopleElsewhere;
  calls(): { reads: number; writes: number };
  /** Everything about it, by a read of all tabs. */
  look(): Promise<SheetSnapshot>;
  /** A batch of these changes on the present revision, for the next one. */
  batchOf(changes: readonly SheetChange[], more?: Partial<SheetBatch>): Promise<SheetBatch>;
  /** Has such a batch applied. */
  apply(changes: readonly SheetChange[], more?: Partial<SheetBatch>): Promise<SheetBatchApplied>;
  /** All cells of a tab. */
  cellsOf(tabId: number): Promise<readonly (readonly ReadCell[])[]>;
}

/** Opens a spreadsheet before each test of the enclosing `describe` and closes it afterwards. */
export function sheetsUnderTest(
  test: TestFunctions,
  harness: SheetsHarness,
  timeZone = 'Europe/Berlin',
): SheetsUnderTest {
  let opened: OpenedSheets | undefined;
  let batches = 0;
  test.beforeEach(async () => {
    opened = await harness.open({ timeZone });
  });
  test.afterEach(async () => {
    const closing = opened;
    opened = undefined;
    await closing?.close();
  });
  const current = (): OpenedSheets => {
    if (opened === undefined) throw new TypeError('a spreadsheet is asked for outside of a test');
    return opened;
  };
  const look = (): Promise<SheetSnapshot> => succeed(current().sheets.read({ tabs: 'all', ranges: [] }));

  const batchOf: SheetsUnderTest['batchOf'] = async (changes, more = {}) => {
    const snapshot = await look();
    batches += 1;
    return {
      from: snapshot.revision,
      to: `quiz_sync_r${batches}_contract`,
      timeZone: snapshot.timeZone,
      anchorTabId: snapshot.tabs[0]?.tabId ?? 0,
      changes,
      readBack: [],
      ...more,
    };
  };

  return {
    sheets: () => current().sheets,
    people: () => current().people,
    calls: () => current().calls(),
    look,
    batchOf,
    apply: async (changes, more) => succeed(current().sheets.write(await batchOf(changes, more))),
    cellsOf: async (tabId) => {
      const range = { tabId, firstRow: 0, rows: undefined, firstColumn: 0, columns: undefined };
      const { cells } = await succeed(current().sheets.read({ tabs: [tabId], ranges: [range] }));
      return cells[0] ?? [];
    },
  };
}
