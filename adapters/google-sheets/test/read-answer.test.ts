import { expect, test } from 'vitest';
import { revisionOf, snapshotOf } from '../src/read-answer.js';
import type { SpreadsheetAnswer } from '../src/sheets-types.js';

const HEADERS = [{ stringValue: 'user_id' }, undefined, { numberValue: 5 }, { boolValue: true }];

const ANSWER: SpreadsheetAnswer = {
  spreadsheetId: 'x',
  properties: { timeZone: 'Europe/Berlin' },
  namedRanges: [
    { namedRangeId: 'other', name: 'prices' },
    { namedRangeId: 'r7', name: 'quiz_sync_revision' },
    { namedRangeId: 'copied', name: "'Copy of x'!quiz_sync_revision" },
  ],
  sheets: [
    {
      properties: { sheetId: 7, title: 'Quiz', gridProperties: { rowCount: 100, columnCount: 4 } },
      data: [
        {
          rowData: [
            { values: HEADERS.map((effectiveValue) => (effectiveValue ? { effectiveValue } : {})) },
            { values: [{ effectiveValue: { stringValue: 'ann' } }] },
          ],
        },
      ],
    },
  ],
};

test('a snapshot of one answer', () => {
  const range = { tabId: 7, firstRow: 1, rows: 5, firstColumn: 0, columns: 1 };
  expect(snapshotOf({ tabs: [7], ranges: [range] }, ANSWER, undefined)).toEqual({
    revision: 'r7',
    timeZone: 'Europe/Berlin',
    tabs: [{ tabId: 7, title: 'Quiz', rowCount: 100, columnCount: 4, headers: ['user_id', '', '5', 'TRUE'] }],
    cells: [[['ann']]],
  });
});

test('a snapshot of two: all tabs in their order, each as the later answer has it', () => {
  const before: SpreadsheetAnswer = {
    properties: { timeZone: 'UTC' },
    namedRanges: [{ namedRangeId: 'r6', name: 'quiz_sync_revision' }],
    sheets: [
      { properties: { title: 'First', gridProperties: { rowCount: 1000, columnCount: 26 } } },
      { properties: { sheetId: 7, title: 'Old name', gridProperties: { rowCount: 90, columnCount: 4 } } },
      { properties: { sheetId: 9, title: 'Chart' } },
    ],
  };
  const snapshot = snapshotOf({ tabs: [], ranges: [] }, ANSWER, before);
  expect(snapshot.tabs.map(({ tabId, title, rowCount }) => [tabId, title, rowCount])).toEqual([
    [0, 'First', 1000],
    [7, 'Quiz', 100],
    [9, 'Chart', 0],
  ]);
  expect(snapshot.tabs.every(({ headers }) => headers.length === 0)).toBe(true);
  expect(snapshot.revision).toBe('r7');
  expect(snapshotOf({ tabs: [], ranges: [] }, { ...ANSWER, namedRanges: [] }, before).revision).toBe('r6');
});

test.each([
  { namedRanges: undefined, revision: null },
  { namedRanges: [], revision: null },
  { namedRanges: [{ name: 'quiz_sync_revision' }], revision: null },
  { namedRanges: [{ name: 'Quiz_sync_revisions', namedRangeId: 'x' }], revision: null },
  {
    namedRanges: [{ name: 'quiz_sync_revision', namedRangeId: 'quiz_sync_r1_ab' }],
    revision: 'quiz_sync_r1_ab',
  },
])('the revision of $namedRanges', ({ namedRanges, revision }) => {
  expect(revisionOf(namedRanges === undefined ? {} : { namedRanges })).toBe(revision);
});
