import type { CellFormat, SheetChange } from '@quiz-sync/core';
import { serialNumber } from '@quiz-sync/core/light';
import { cellToWrite } from './cell-value.js';
import { gridRange } from './grid-range.js';
import { overviewRequests } from './overview-requests.js';
import type { UpdateRequest } from './sheets-types.js';

type ChangeOf<Type extends SheetChange['type']> = Extract<SheetChange, { type: Type }>;

/**
 * How cells are shown. `General` shows 3 as 3 and 4.5 as 4.5, where the type's own pattern shows 3.00 and one with
 * optional digits `3.`; booleans need none.
 */
const NUMBER_FORMATS: Readonly<Record<CellFormat, { type: string; pattern: string } | undefined>> = {
  text: { type: 'TEXT', pattern: '@' },
  number: { type: 'NUMBER', pattern: 'General' },
  boolean: undefined,
  date_time: { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm:ss' },
};

/** The requests that carry out one change. */
export function requestsOf(change: SheetChange, timeZone: string): UpdateRequest[] {
  switch (change.type) {
    case 'add_tab':
      return [addTab(change)];
    case 'resize_tab':
      return resizeTab(change);
    case 'write_cells':
      return [writeCells(change, timeZone)];
    case 'erase_text':
      return [eraseText(change)];
    case 'format_cells':
      return formatCells(change);
    case 'dress_header':
      return dressHeader(change);
    case 'hide_column':
      return [hideColumn(change)];
    case 'warn_on_edit':
      return [warnOnEdit(change)];
    case 'add_overview':
      return overviewRequests(change);
    default:
      return change satisfies never;
  }
}

function addTab({ tabId, title, rowCount, columnCount }: ChangeOf<'add_tab'>): UpdateRequest {
  return { addSheet: { properties: { sheetId: tabId, title, gridProperties: { rowCount, columnCount } } } };
}

/** The mask names only what is given, so that the other side keeps its size. */
function resizeTab({ tabId, rowCount, columnCount }: ChangeOf<'resize_tab'>): UpdateRequest[] {
  const size = {
    ...(rowCount === undefined ? {} : { rowCount }),
    ...(columnCount === undefined ? {} : { columnCount }),
  };
  const fields = Object.keys(size).map((name) => `gridProperties.${name}`);
  if (fields.length === 0) return [];
  const properties = { sheetId: tabId, gridProperties: size };
  return [{ updateSheetProperties: { properties, fields: fields.join(',') } }];
}

function writeCells(change: ChangeOf<'write_cells'>, timeZone: string): UpdateRequest {
  const serialOf = (instant: number): number => serialNumber(instant, timeZone);
  const { tabId, firstRow, firstColumn } = change;
  return {
    updateCells: {
      start: { sheetId: tabId, rowIndex: firstRow, columnIndex: firstColumn },
      rows: change.rows.map((row) => ({ values: row.map((cell) => cellToWrite(cell, serialOf)) })),
      fields: 'userEnteredValue',
    },
  };
}

/** Compares whole cells, as text, case and all; what a formula shows is none of ours. */
function eraseText({ tabId, column, text, row }: ChangeOf<'erase_text'>): UpdateRequest {
  const rows = row === undefined ? undefined : 1;
  const range = gridRange({ tabId, firstRow: row ?? 0, rows, firstColumn: column, columns: 1 });
  return {
    findReplace: {
      find: text,
      replacement: '',
      matchCase: true,
      matchEntireCell: true,
      searchByRegex: false,
      includeFormulas: false,
      range,
    },
  };
}

function formatCells({ range, format }: ChangeOf<'format_cells'>): UpdateRequest[] {
  const numberFormat = NUMBER_FORMATS[format];
  if (numberFormat === undefined) return [];
  const cell = { userEnteredFormat: { numberFormat } };
  return [{ repeatCell: { range: gridRange(range), cell, fields: 'userEnteredFormat.numberFormat' } }];
}

function dressHeader({ tabId, firstColumn, columns }: ChangeOf<'dress_header'>): UpdateRequest[] {
  const frozen = { sheetId: tabId, gridProperties: { frozenRowCount: 1 } };
  return [
    {
      repeatCell: {
        range: gridRange({ tabId, firstRow: 0, rows: 1, firstColumn, columns }),
        cell: { userEnteredFormat: { textFormat: { bold: true } } },
        fields: 'userEnteredFormat.textFormat.bold',
      },
    },
    { updateSheetProperties: { properties: frozen, fields: 'gridProperties.frozenRowCount' } },
  ];
}

function hideColumn({ tabId, column }: ChangeOf<'hide_column'>): UpdateRequest {
  const range = { sheetId: tabId, dimension: 'COLUMNS', startIndex: column, endIndex: column + 1 };
  return {
    updateDimensionProperties: { range, properties: { hiddenByUser: true }, fields: 'hiddenByUser' },
  };
}

function warnOnEdit({ tabId, column, description }: ChangeOf<'warn_on_edit'>): UpdateRequest {
  const range = gridRange({ tabId, firstRow: 0, rows: undefined, firstColumn: column, columns: 1 });
  return { addProtectedRange: { protectedRange: { range, description, warningOnly: true } } };
}
