import type { Cell, SheetBatch, SheetChange, SheetsPort } from '@quiz-sync/core';
import type { FakeSheets } from '@quiz-sync/testing';
import { okAsync } from 'neverthrow';

export interface BrokenSheets {
  /** What is wrong with it. */
  readonly flaw: string;
  /** Part of the name of a test that must notice. */
  readonly noticedBy: string;
  spoil(sheets: FakeSheets): Partial<SheetsPort>;
}

function mapChanges(batch: SheetBatch, by: (change: SheetChange) => SheetChange): SheetBatch {
  return { ...batch, changes: batch.changes.map(by) };
}

function mapCells(batch: SheetBatch, by: (cell: Cell) => Cell): SheetBatch {
  return mapChanges(batch, (change) =>
    change.type === 'write_cells' ? { ...change, rows: change.rows.map((row) => row.map(by)) } : change,
  );
}

/** Mistakes that a SheetsPort adapter can make, each of which some test of the contract must notice. */
export const BROKEN_SHEETS: readonly BrokenSheets[] = [
  {
    flaw: 'writes whatever the revision is',
    noticedBy: 'applies a batch once',
    spoil: (sheets) => ({ write: (batch) => sheets.write({ ...batch, from: sheets.revision() }) }),
  },
  {
    flaw: 'applies a batch step by step',
    noticedBy: 'applies nothing of a batch that writes below the grid',
    spoil: (sheets) => ({
      write: (batch) =>
        sheets
          .write({ ...batch, changes: batch.changes.slice(0, 1) })
          .andThen(() => sheets.write({ ...batch, from: batch.to, to: `${batch.to}_rest` })),
    }),
  },
  {
    flaw: 'gives an overview any id that is free',
    noticedBy: 'made once',
    spoil: (sheets) => ({
      write: (batch) =>
        sheets.write(
          mapChanges(batch, (change) =>
            change.type === 'add_overview'
              ? { ...change, tabId: change.tabId + sheets.calls().writes }
              : change,
          ),
        ),
    }),
  },
  {
    flaw: 'lets text be parsed as numbers',
    noticedBy: 'keeps text as text',
    spoil: (sheets) => ({
      write: (batch) =>
        sheets.write(
          mapCells(batch, (cell) => (typeof cell === 'string' && /^\d+$/.test(cell) ? Number(cell) : cell)),
        ),
    }),
  },
  {
    flaw: 'writes instants in UTC whatever the zone',
    noticedBy: 'instants in Europe/Berlin writes instants',
    spoil: (sheets) => ({ write: (batch) => sheets.write({ ...batch, timeZone: 'UTC' }) }),
  },
  {
    flaw: 'leaves cells alone that are to be blank',
    noticedBy: 'blanks cells with null',
    spoil: (sheets) => ({
      write: (batch) =>
        sheets.write(
          mapChanges(batch, (change) =>
            change.type === 'write_cells'
              ? { ...change, rows: change.rows.map((row) => row.filter((cell) => cell !== null)) }
              : change,
          ),
        ),
    }),
  },
  {
    flaw: 'reads back what was there before',
    noticedBy: 'answers cells as they are after the batch',
    spoil: (sheets) => ({
      write: (batch) =>
        sheets
          .read({ tabs: [], ranges: batch.readBack })
          .andThen(({ cells }) => sheets.write(batch).map(() => ({ readBack: cells }))),
    }),
  },
  {
    flaw: 'reads range by range',
    noticedBy: 'takes one call when the tabs are known',
    spoil: (sheets) => ({
      read: (request) => sheets.read({ ...request, ranges: [] }).andThen(() => sheets.read(request)),
    }),
  },
  {
    flaw: 'loses the gaps between headers',
    noticedBy: 'answers headers with gaps',
    spoil: (sheets) => ({
      read: (request) =>
        sheets.read(request).map((snapshot) => ({
          ...snapshot,
          tabs: snapshot.tabs.map((tab) => ({
            ...tab,
            headers: tab.headers.filter((header) => header !== ''),
          })),
        })),
    }),
  },
  {
    flaw: 'says that a refused batch was applied',
    noticedBy: 'applies nothing of a batch that writes',
    spoil: (sheets) => ({ write: (batch) => sheets.write(batch).orElse(() => okAsync({ readBack: [] })) }),
  },
];
