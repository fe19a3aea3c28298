import type { SheetBatch, SheetChange } from '@quiz-sync/core';
import { describe, expect, test } from 'vitest';
import { buildBatch } from '../src/build-batch.js';
import type { KnownTabs } from '../src/build-read.js';

const TABS: KnownTabs = new Map([
  [0, { title: 'Sheet1', rowCount: 1000, columnCount: 26 }],
  [7, { title: "Ann's", rowCount: 100, columnCount: 10 }],
]);

function batch(more: Partial<SheetBatch> = {}): SheetBatch {
  return {
    from: 'r1',
    to: 'r2',
    timeZone: 'Europe/Berlin',
    anchorTabId: 7,
    changes: [],
    readBack: [],
    ...more,
  };
}

const DELETE = { deleteNamedRange: { namedRangeId: 'r1' } };
const ADD = {
  addNamedRange: {
    namedRange: {
      namedRangeId: 'r2',
      name: 'quiz_sync_revision',
      range: { sheetId: 7, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 },
    },
  },
};

describe('the revision', () => {
  test('is moved before anything else', () => {
    const { body, tabOfRequest } = buildBatch(
      batch({ changes: [{ type: 'hide_column', tabId: 0, column: 1 }] }),
      TABS,
    );
    expect(body.requests?.slice(0, 2)).toEqual([DELETE, ADD]);
    expect(tabOfRequest).toEqual([undefined, undefined, 0]);
  });

  test('is only added where there is none', () => {
    expect(buildBatch(batch({ from: null }), TABS).body.requests).toEqual([ADD]);
  });

  test('waits for the tab it is anchored in, when the batch makes that', () => {
    const addTab = (tabId: number): SheetChange => ({
      type: 'add_tab',
      tabId,
      title: `tab ${tabId}`,
      rowCount: 10,
      columnCount: 5,
    });
    const added = (tabId: number) => ({
      addSheet: {
        properties: {
          sheetId: tabId,
          title: `tab ${tabId}`,
          gridProperties: { rowCount: 10, columnCount: 5 },
        },
      },
    });
    const { body, tabOfRequest } = buildBatch(batch({ changes: [addTab(5), addTab(7), addTab(9)] }), TABS);
    expect(body.requests).toEqual([DELETE, added(7), ADD, added(5), added(9)]);
    expect(tabOfRequest).toEqual([undefined, 7, undefined, 5, 9]);
  });
});

describe('a change', () => {
  const column = { sheetId: 7, startRowIndex: 0, startColumnIndex: 3, endColumnIndex: 4 };
  const cases: { change: SheetChange; requests: readonly object[] }[] = [
    {
      change: { type: 'resize_tab', tabId: 7, rowCount: 300 },
      requests: [
        {
          updateSheetProperties: {
            properties: { sheetId: 7, gridProperties: { rowCount: 300 } },
            fields: 'gridProperties.rowCount',
          },
        },
      ],
    },
    {
      change: { type: 'resize_tab', tabId: 7, rowCount: 300, columnCount: 12 },
      requests: [
        {
          updateSheetProperties: {
            properties: { sheetId: 7, gridProperties: { rowCount: 300, columnCount: 12 } },
            fields: 'gridProperties.rowCount,gridProperties.columnCount',
          },
        },
      ],
    },
    { change: { type: 'resize_tab', tabId: 7 }, requests: [] },
    {
      change: {
        type: 'write_cells',
        tabId: 7,
        firstRow: 4,
        firstColumn: 2,
        rows: [['=1', 5, null], [{ instant: Date.UTC(2026, 6, 1, 10) }], []],
      },
      requests: [
        {
          updateCells: {
            start: { sheetId: 7, rowIndex: 4, columnIndex: 2 },
            rows: [
              {
                values: [
                  { userEnteredValue: { stringValue: '=1' } },
                  { userEnteredValue: { numberValue: 5 } },
                  {},
                ],
              },
              { values: [{ userEnteredValue: { numberValue: 46_204.5 } }] },
              { values: [] },
            ],
            fields: 'userEnteredValue',
          },
        },
      ],
    },
    {
      change: { type: 'erase_text', tabId: 7, column: 3, text: '.*' },
      requests: [
        {
          findReplace: {
            find: '.*',
            replacement: '',
            matchCase: true,
            matchEntireCell: true,
            searchByRegex: false,
            includeFormulas: false,
            range: column,
          },
        },
      ],
    },
    {
      change: { type: 'erase_text', tabId: 7, column: 3, text: 'key', row: 0 },
      requests: [
        {
          findReplace: {
            find: 'key',
            replacement: '',
            matchCase: true,
            matchEntireCell: true,
            searchByRegex: false,
            includeFormulas: false,
            range: { ...column, startRowIndex: 0, endRowIndex: 1 },
          },
        },
      ],
    },
    {
      change: {
        type: 'format_cells',
        range: { tabId: 7, firstRow: 0, rows: undefined, firstColumn: 3, columns: 1 },
        format: 'date_time',
      },
      requests: [
        {
          repeatCell: {
            range: column,
            cell: {
              userEnteredFormat: { numberFormat: { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm:ss' } },
            },
            fields: 'userEnteredFormat.numberFormat',
          },
        },
      ],
    },
    {
      change: {
        type: 'format_cells',
        range: { tabId: 7, firstRow: 0, rows: 5, firstColumn: 3, columns: 1 },
        format: 'boolean',
      },
      requests: [],
    },
    {
      change: { type: 'dress_header', tabId: 7, firstColumn: 2, columns: 4 },
      requests: [
        {
          repeatCell: {
            range: { sheetId: 7, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 2, endColumnIndex: 6 },
            cell: { userEnteredFormat: { textFormat: { bold: true } } },
            fields: 'userEnteredFormat.textFormat.bold',
          },
        },
        {
          updateSheetProperties: {
            properties: { sheetId: 7, gridProperties: { frozenRowCount: 1 } },
            fields: 'gridProperties.frozenRowCount',
          },
        },
      ],
    },
    {
      change: { type: 'hide_column', tabId: 7, column: 3 },
      requests: [
        {
          updateDimensionProperties: {
            range: { sheetId: 7, dimension: 'COLUMNS', startIndex: 3, endIndex: 4 },
            properties: { hiddenByUser: true },
            fields: 'hiddenByUser',
          },
        },
      ],
    },
    {
      change: { type: 'warn_on_edit', tabId: 7, column: 3, description: 'Kept by Quiz Sync.' },
      requests: [
        {
          addProtectedRange: {
            protectedRange: { range: column, description: 'Kept by Quiz Sync.', warningOnly: true },
          },
        },
      ],
    },
  ];
  test.each(cases)('$change', ({ change, requests }) => {
    const { body, tabOfRequest } = buildBatch(batch({ changes: [change] }), TABS);
    expect(body.requests?.slice(2)).toEqual(requests);
    expect(tabOfRequest.slice(2)).toEqual(requests.map(() => 7));
  });

  test.each([
    ['text', { type: 'TEXT', pattern: '@' }],
    ['number', { type: 'NUMBER', pattern: 'General' }],
  ] as const)('of format to %s', (format, numberFormat) => {
    const range = { tabId: 7, firstRow: 1, rows: 2, firstColumn: 0, columns: 1 };
    const { body } = buildBatch(batch({ changes: [{ type: 'format_cells', range, format }] }), TABS);
    expect(body.requests?.[2]?.repeatCell?.cell).toEqual({ userEnteredFormat: { numberFormat } });
  });
});

describe('the cells to read back', () => {
  const key = (firstRow: number, tabId = 7) => ({ tabId, firstRow, rows: 2, firstColumn: 3, columns: 1 });

  test('come with the answer, and with no more than them', () => {
    const built = buildBatch(batch({ readBack: [key(1), key(50)] }), TABS);
    expect(built.readBack).toBe('in_answer');
    expect(built.body).toMatchObject({
      includeSpreadsheetInResponse: true,
      responseIncludeGridData: true,
      responseRanges: ["'Ann''s'!D2:D3", "'Ann''s'!D51:D52"],
    });
  });

  test('may be of a tab and of rows that the batch makes', () => {
    const changes: SheetChange[] = [
      { type: 'add_tab', tabId: 9, title: 'New', rowCount: 2, columnCount: 5 },
      { type: 'resize_tab', tabId: 9, rowCount: 20 },
      { type: 'resize_tab', tabId: 7, rowCount: 200 },
    ];
    const { body } = buildBatch(batch({ changes, readBack: [key(10, 9), key(150)] }), TABS);
    expect(body.responseRanges).toEqual(["'New'!D11:D12", "'Ann''s'!D151:D152"]);
  });

  test('end where the tab ends', () => {
    const { body } = buildBatch(batch({ readBack: [key(99), key(100), key(500)] }), TABS);
    expect(body.responseRanges).toEqual(["'Ann''s'!D100:D100"]);
  });

  test.each([
    { what: 'none are wanted', readBack: [] },
    { what: 'all are beyond the end', readBack: [key(100)] },
  ])('are left out of the answer when $what', ({ readBack }) => {
    const built = buildBatch(batch({ readBack }), TABS);
    expect(built.readBack).toBe('none');
    expect(Object.keys(built.body)).toEqual(['requests']);
  });

  test('are read afterwards when a tab’s title is not known', () => {
    const built = buildBatch(batch({ readBack: [key(1), key(1, 9)] }), TABS);
    expect(built.readBack).toBe('afterwards');
    expect(Object.keys(built.body)).toEqual(['requests']);
  });
});
