import type { ReadCell, SheetBatch, SheetBatchApplied, SheetsError, SheetsPort } from '@quiz-sync/core';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { applyBatch } from './apply-batch.js';
import { type FakeSpreadsheet, type FakeTab, newSpreadsheet } from './fake-spreadsheet.js';
import { type People, peopleAt } from './people.js';
import { readRanges, takeSnapshot } from './read-cells.js';
import { type SheetFaults, sheetFaults } from './sheet-faults.js';

export interface FakeSheetsOptions {
  /** Default `spreadsheet-1`. */
  readonly target?: string;
  /** IANA name; default UTC. */
  readonly timeZone?: string;
  /** Default `sync@example.org`. */
  readonly account?: string;
  /** Default true. False: batches apply on whatever revision there is, however late they come. */
  readonly honoursRevision?: boolean;
  /** How many cells all tabs may have together; default Google's ten million. */
  readonly cellLimit?: number;
}

/** One write, and what came of it. `failed`: scripted; `refused`: by the spreadsheet; `late`: it is under way still. */
export interface RecordedBatch {
  readonly batch: SheetBatch;
  outcome: 'sent' | 'applied' | 'refused' | 'failed' | 'late';
}

export interface FakeSheets extends SheetsPort {
  readonly people: People;
  readonly faults: SheetFaults;
  /** Calls so far, those that failed included. */
  calls(): { reads: number; writes: number };
  /** Every write that arrived, in order. */
  readonly batches: readonly RecordedBatch[];
  /** Lets the oldest write of `faults.applyLater` arrive; answers whether it was applied. */
  land(): boolean;
  /** As anybody would find it. */
  revision(): string | null;
  /** A tab with its sizes, formats, hidden columns and warnings; `undefined` when there is none of that title. */
  tab(title: string): FakeTab | undefined;
  /** The rows below the header as records by header; empty cells and columns without a header are left out. */
  records(title: string): Record<string, ReadCell>[];
  /** Writes that touch this tab are refused as protected, until `unprotect`. */
  protect(title: string): void;
  unprotect(title: string): void;
  /** Copies the file, as people do in Drive: cells, tab ids and the revision come along; the copy's target is another. */
  duplicate(target: string): FakeSheets;
}

/** One spreadsheet in memory, with the promises of SheetsPort and people who work on it. */
export function fakeSheets(options: FakeSheetsOptions = {}): FakeSheets {
  const { timeZone = 'UTC', honoursRevision = true, cellLimit = 10_000_000 } = options;
  return fakeSheetsOn({ ...newSpreadsheet(timeZone, honoursRevision), cellLimit }, options);
}

function fakeSheetsOn(opened: FakeSpreadsheet, options: FakeSheetsOptions): FakeSheets {
  const { target = 'spreadsheet-1', account = 'sync@example.org' } = options;
  const faults = sheetFaults();
  const batches: RecordedBatch[] = [];
  const protectedTabs = new Set<number>();
  const calls = { reads: 0, writes: 0 };
  let spreadsheet = opened;
  const tab = (title: string): FakeTab | undefined => spreadsheet.tabs.find((each) => each.title === title);

  function arrive(record: RecordedBatch): Result<SheetBatchApplied, SheetsError> {
    const changed =
      protectionError(spreadsheet, record.batch, protectedTabs) ?? applyBatch(spreadsheet, record.batch);
    record.outcome = changed.isOk() ? 'applied' : 'refused';
    return changed.map((applied) => {
      spreadsheet = applied;
      return { readBack: readRanges(applied, record.batch.readBack) };
    });
  }

  async function write(batch: SheetBatch): Promise<Result<SheetBatchApplied, SheetsError>> {
    calls.writes += 1;
    const record: RecordedBatch = { batch: structuredClone(batch), outcome: 'sent' };
    batches.push(record);
    const fate = await faults.enterWrite();
    switch (fate.type) {
      case 'applied':
        return arrive(record);
      case 'lost':
        return arrive(record).andThen(() => err(unknownOutcome('the answer was lost')));
      case 'late':
        record.outcome = 'late';
        return err(unknownOutcome('no answer'));
      case 'failed':
        record.outcome = 'failed';
        return err(fate.error);
      default:
        return fate satisfies never;
    }
  }

  return {
    target,
    describe: () => ({ url: `https://sheets.example.org/${target}`, account }),
    read: (request) => {
      calls.reads += 1;
      const answer = faults
        .enterRead()
        .then((error) => (error === undefined ? ok(takeSnapshot(spreadsheet, request)) : err(error)));
      return new ResultAsync(answer);
    },
    write: (batch) => new ResultAsync(write(batch)),
    people: peopleAt(
      () => spreadsheet,
      (changed) => {
        spreadsheet = changed;
      },
    ),
    faults,
    calls: () => ({ ...calls }),
    batches,
    land() {
      const late = batches.find((record) => record.outcome === 'late');
      if (late === undefined) throw new RangeError('no write is under way');
      return arrive(late).isOk();
    },
    revision: () => spreadsheet.revision,
    tab,
    records: (title) => records(tab(title)),
    protect: (title) => void protectedTabs.add(tab(title)?.tabId ?? Number.NaN),
    unprotect: (title) => void protectedTabs.delete(tab(title)?.tabId ?? Number.NaN),
    duplicate: (copy) => fakeSheetsOn(spreadsheet, { ...options, target: copy }),
  };
}

function unknownOutcome(message: string): SheetsError {
  return { type: 'outcome_unknown', message: `${message} (scripted)` };
}

function protectionError(
  spreadsheet: FakeSpreadsheet,
  batch: SheetBatch,
  protectedTabs: ReadonlySet<number>,
): Result<never, SheetsError> | undefined {
  const touched = batch.changes.map((change) =>
    change.type === 'format_cells' ? change.range.tabId : change.tabId,
  );
  const tabId = touched.find((id) => protectedTabs.has(id));
  const tab = spreadsheet.tabs.find((each) => each.tabId === tabId);
  if (tab === undefined) return undefined;
  const message = 'You are trying to edit a protected cell or object. Please contact the spreadsheet owner.';
  return err({ type: 'protected', message, range: tab.title, tabId });
}

function records(tab: FakeTab | undefined): Record<string, ReadCell>[] {
  const [headers = [], ...rows] = tab?.rows ?? [];
  return rows.map((row) =>
    Object.fromEntries(
      row.flatMap((cell, column) => {
        const header = headers[column];
        return cell === null || header == null ? [] : [[String(header), cell] as const];
      }),
    ),
  );
}
