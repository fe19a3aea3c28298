import type { Sheet } from '../model/sheet.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import { copySheet } from '../requests/copy-sheet.ts';
import { newSheetId, placeSheet } from '../requests/sheet-requests.ts';
import { checkMessage } from '../schema/check-message.ts';
import type { CopySheetToAnotherSpreadsheetRequest } from '../schema/sheets-types.ts';
import { invalid } from './api-error.ts';
import type { Operation } from './operation.ts';
import { changeSpreadsheet, spreadsheetOf } from './spreadsheet-of.ts';

const copyTitle = (target: Spreadsheet, source: Sheet): string => {
  const base = `Copy of ${source.properties.title}`;
  for (let number = 1; ; number++) {
    const title = number === 1 ? base : `${base} ${number}`;
    if (target.sheetByTitle(title) === undefined) return title;
  }
};

const copyTo: Operation['run'] = (drive, call) => {
  const { destinationSpreadsheetId = '' } = checkMessage<CopySheetToAnotherSpreadsheetRequest>(
    'CopySheetToAnotherSpreadsheetRequest',
    call.body,
  );
  const sheetId = Number(call.params['sheetId']);
  const source = spreadsheetOf(drive, call).sheet(sheetId);
  if (source === undefined) throw invalid(`The sheet (${sheetId}) does not exist.`);
  const there = { ...call, params: { spreadsheetId: destinationSpreadsheetId } };
  return changeSpreadsheet(drive, there, (edit) => {
    const copy = copySheet(
      source,
      newSheetId(edit, undefined),
      copyTitle(edit.spreadsheet, source),
      edit.random,
    );
    return placeSheet(edit, copy, undefined);
  });
};

/** The method that copies a tab to another spreadsheet. */
export const copyToOperation: Operation = {
  id: 'sheets.spreadsheets.sheets.copyTo',
  answer: 'SheetProperties',
  query: [],
  verb: 'POST',
  path: '/v4/spreadsheets/{spreadsheetId}/sheets/{sheetId}:copyTo',
  kind: 'write',
  changes: true,
  alsoChanges: (body) => (body as CopySheetToAnotherSpreadsheetRequest | undefined)?.destinationSpreadsheetId,
  run: copyTo,
};
