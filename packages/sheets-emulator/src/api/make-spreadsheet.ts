import { cellOf, slotOf } from '../cells/cell.ts';
import { cellFromData } from '../cells/cell-from-data.ts';
import type { Drive } from '../model/drive.ts';
import { SPREADSHEET_TYPE } from '../model/drive-file.ts';
import type { Random } from '../model/random.ts';
import type { Sheet } from '../model/sheet.ts';
import { Spreadsheet } from '../model/spreadsheet.ts';
import { defaultProperties } from '../render/default-format.ts';
import { checkCellLimit } from '../requests/cell-limit.ts';
import type { Edit } from '../requests/edit.ts';
import { namedRangeRequests } from '../requests/named-range-requests.ts';
import { checkTitle, makeSheet } from '../requests/sheet-properties-change.ts';
import type {
  GridData,
  Sheet as SheetMessage,
  Spreadsheet as SpreadsheetMessage,
} from '../schema/sheets-types.ts';
import type { ApiCall } from './operation.ts';

/** Only a tab that nobody asked for has the id 0. */
const FIRST_SHEET: SheetMessage = { properties: { sheetId: 0 } };
const EVERYTHING = { children: new Map() };

const fillGrid = (sheet: Sheet, { startRow = 0, startColumn = 0, rowData = [] }: GridData): void => {
  rowData.forEach((row, i) => {
    (row.values ?? []).forEach((data, j) => {
      sheet.grid.put(
        startRow + i,
        startColumn + j,
        slotOf(cellFromData(cellOf(undefined), data, EVERYTHING)),
      );
    });
  });
};

const madeSheet = (given: SheetMessage, index: number, random: Random): Sheet => {
  const properties = given.properties ?? {};
  const id = properties.sheetId ?? random.id();
  const sheet = makeSheet(id, properties, properties.title ?? `Sheet${index + 1}`);
  for (const data of given.data ?? []) fillGrid(sheet, data);
  return {
    ...sheet,
    merges: given.merges ?? [],
    conditionalFormats: given.conditionalFormats ?? [],
    protectedRanges: given.protectedRanges ?? [],
    basicFilter: given.basicFilter,
  };
};

/** Makes a spreadsheet as it was asked for, and the file in Drive that it is. The caller owns it. */
export const makeSpreadsheet = (drive: Drive, call: ApiCall, given: SpreadsheetMessage): Spreadsheet => {
  const { random, caller } = call;
  const sheets = given.sheets ?? [FIRST_SHEET];
  const title = given.properties?.title ?? 'Untitled spreadsheet';
  const id = random.text(44);
  const spreadsheet = new Spreadsheet(
    id,
    {
      properties: { ...defaultProperties(title), ...given.properties, title },
      sheets: [],
      namedRanges: [],
      developerMetadata: [],
    },
    drive.rules,
  );
  for (const [i, message] of sheets.entries()) {
    const sheet = madeSheet(message, i, random);
    checkTitle(spreadsheet, sheet.properties.title);
    checkCellLimit(spreadsheet, sheet.grid.rowCount * sheet.grid.columnCount);
    const { contents } = spreadsheet;
    spreadsheet.contents = { ...contents, sheets: [...contents.sheets, sheet] };
  }
  const edit: Edit = { spreadsheet, random, caller, now: call.now };
  for (const namedRange of given.namedRanges ?? []) namedRangeRequests.addNamedRange?.(edit, { namedRange });
  const time = new Date(call.now).toISOString();
  drive.put({
    id,
    name: title,
    mimeType: SPREADSHEET_TYPE,
    parents: ['root'],
    trashed: false,
    createdTime: time,
    modifiedTime: time,
    permissions: [{ id: random.text(20), type: 'user', role: 'owner', emailAddress: caller.email }],
    spreadsheet,
  });
  return spreadsheet;
};
