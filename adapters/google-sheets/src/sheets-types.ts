import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';

/* Google's messages, by shorter names. Every field of theirs may be left out; zero, false and empty ones are. */

export type SpreadsheetAnswer = sheets_v4.Schema$Spreadsheet;
export type SheetAnswer = sheets_v4.Schema$Sheet;
export type GridBlock = sheets_v4.Schema$GridData;
export type RowAnswer = sheets_v4.Schema$RowData;
export type CellAnswer = sheets_v4.Schema$CellData;
export type GridRange = sheets_v4.Schema$GridRange;
export type UpdateRequest = sheets_v4.Schema$Request;
export type BatchRequest = sheets_v4.Schema$BatchUpdateSpreadsheetRequest;
export type BatchAnswer = sheets_v4.Schema$BatchUpdateSpreadsheetResponse;
export type FilterRequest = sheets_v4.Schema$GetSpreadsheetByDataFilterRequest;
export type ChartSpec = sheets_v4.Schema$ChartSpec;
