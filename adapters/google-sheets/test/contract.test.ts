import type { SheetsEmulator } from '@quiz-sync/sheets-emulator';
import {
  type PeopleElsewhere,
  type SheetsHarness,
  sheetsPortContract,
  sheetsUnguardedContract,
} from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columnLetters } from '../src/a1-range.js';
import { emulatorForTests, newSpreadsheet } from './emulated-sheets.ts';

const vitest = { describe, it, expect, beforeEach, afterEach };
const emulator = emulatorForTests();
const lenient = emulatorForTests({ lenientNamedRanges: true });

sheetsPortContract(vitest, harnessOf(emulator));
sheetsUnguardedContract(vitest, harnessOf(lenient));

function harnessOf(at: () => SheetsEmulator): SheetsHarness {
  return {
    open: ({ timeZone }) => {
      const { sheets, spreadsheetId } = newSpreadsheet(at(), { timeZone });
      const before = { ...at().counts };
      return Promise.resolve({
        sheets,
        people: peopleOf(at(), spreadsheetId),
        calls: () => ({
          reads: at().counts.read - before.read,
          writes: at().counts.write - before.write,
        }),
        close: () => {},
      });
    },
  };
}

/** The suite counts rows and columns from nought, as the port does; people in the emulator see row 1 and column A. */
function peopleOf(at: SheetsEmulator, spreadsheetId: string): PeopleElsewhere {
  const people = at.people(spreadsheetId);
  const cell = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`;
  return {
    values: (title) =>
      at
        .spreadsheet(spreadsheetId)
        .values(title)
        .map((row) => row.map((value) => (value === '' ? null : value))),
    typeCell: (title, row, column, value) => {
      if (value === null) people.clear(title, cell(row, column));
      else people.type(title, cell(row, column), value);
    },
    insertRows: (title, row, count) => void people.insertRows(title, row + 1, count),
    deleteRows: (title, row, count) => void people.deleteRows(title, row + 1, count),
    sortRows: (title, column, options) =>
      void people.sort(title, {
        column: columnLetters(column),
        descending: options?.descending === true,
      }),
    insertColumn: (title, column) => void people.insertColumn(title, columnLetters(column)),
    deleteColumn: (title, column) => void people.deleteColumn(title, columnLetters(column)),
    moveColumn: (title, from, to) => {
      // The suite's place is the one after the column was taken out; the emulator's, as when dragging, the one before.
      people.moveColumn(title, columnLetters(from), columnLetters(to > from ? to + 1 : to));
    },
    renameTab: (title, newTitle) => void people.renameTab(title, newTitle),
    deleteTab: (title) => void people.deleteTab(title),
    moveTab: (title, place) => void people.moveTab(title, place),
    addTab: (tabId, title) => void people.do({ addSheet: { properties: { sheetId: tabId, title } } }),
    deleteRevision: () => void people.deleteNamedRange('quiz_sync_revision'),
  };
}
