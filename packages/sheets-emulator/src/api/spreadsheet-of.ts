import type { Drive } from '../model/drive.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import type { Edit } from '../requests/edit.ts';
import { notFound } from './api-error.ts';
import type { ApiCall } from './operation.ts';

/** The spreadsheet that a call is about. Throws the API's 404 when it is not there. */
export const spreadsheetOf = (drive: Drive, call: ApiCall): Spreadsheet => {
  const spreadsheet = drive.spreadsheet(call.params['spreadsheetId'] ?? '');
  if (spreadsheet === undefined) throw notFound();
  return spreadsheet;
};

/** Changes a spreadsheet whole or not at all, and notes the time of the change in Drive. */
export const changeSpreadsheet = <T>(drive: Drive, call: ApiCall, change: (edit: Edit) => T): T => {
  const spreadsheet = spreadsheetOf(drive, call);
  const edit: Edit = { spreadsheet, random: call.random, caller: call.caller, now: call.now };
  const result = spreadsheet.transaction(() => change(edit));
  drive.touch(spreadsheet.id, new Date(call.now).toISOString());
  return result;
};
