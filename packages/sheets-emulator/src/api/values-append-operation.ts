import { hasContent } from '../cells/cell.ts';
import { shiftFormulas } from '../formulas/change-formulas.ts';
import { shiftContents } from '../model/shift-contents.ts';
import { a1Text } from '../ranges/a1-text.ts';
import type { Area } from '../ranges/area.ts';
import { type ResolvedRange, resolveRange } from '../ranges/resolve-range.ts';
import { checkCellLimit } from '../requests/cell-limit.ts';
import type { Edit } from '../requests/edit.ts';
import { growGrid } from '../requests/grow-grid.ts';
import { checkMessage } from '../schema/check-message.ts';
import type { ValueRange } from '../schema/sheets-types.ts';
import { findTable } from '../values/find-table.ts';
import { inputRows, writeValues } from '../values/write-values.ts';
import type { Operation } from './operation.ts';
import { changeSpreadsheet } from './spreadsheet-of.ts';
import { updateAnswer } from './values-answers.ts';
import { inputOption, responseOptions } from './values-options.ts';

const insertRows = (edit: Edit, range: ResolvedRange, at: number, count: number): void => {
  const { spreadsheet } = edit;
  const { sheet } = range;
  if (at >= sheet.grid.rowCount || count === 0) return;
  checkCellLimit(spreadsheet, count * sheet.grid.columnCount);
  sheet.grid.insertRows(at, count);
  const shift = { kind: 'insert', at, count } as const;
  spreadsheet.contents = shiftContents(spreadsheet.contents, sheet.sheetId, 'ROWS', shift);
  shiftFormulas(spreadsheet, sheet, 'ROWS', shift);
};

/** Whether there is something in the way of rows that are to be added. */
const isFree = (range: ResolvedRange, area: Area): boolean => {
  for (let row = area.startRow; row < Math.min(area.endRow, range.sheet.grid.usedRows); row++) {
    const cells = range.sheet.grid.row(row)?.cells.slice(area.startColumn, area.endColumn) ?? [];
    if (cells.some(hasContent)) return false;
  }
  return true;
};

const append: Operation['run'] = (drive, call) => {
  const given = checkMessage<ValueRange>('ValueRange', call.body);
  const option = inputOption(call.query);
  const inserting =
    call.query.choice('insertDataOption', ['OVERWRITE', 'INSERT_ROWS'] as const) === 'INSERT_ROWS';
  const wanted = call.query.flag('includeValuesInResponse');
  const turn = given.majorDimension === 'COLUMNS' ? 'COLUMNS' : 'ROWS';
  const options = responseOptions(call.query, turn);
  return changeSpreadsheet(drive, call, (edit) => {
    const range = resolveRange(edit.spreadsheet, call.params['range'] ?? '');
    const rows = inputRows(given.values, given.majorDimension);
    const table = findTable(range.sheet.grid, range.area);
    const startRow = table?.endRow ?? range.area.startRow;
    const startColumn = table?.startColumn ?? range.area.startColumn;
    const width = Math.max(0, ...rows.map((row) => row.length));
    const target = { startRow, startColumn, endRow: startRow + rows.length, endColumn: startColumn + width };
    if (inserting && (table !== undefined || !isFree(range, target)))
      insertRows(edit, range, startRow, rows.length);
    growGrid(edit, range.sheet, target.endRow, target.endColumn);
    const written = writeValues(edit, { ...range, area: target, oneCell: true }, rows, option);
    return {
      spreadsheetId: edit.spreadsheet.id,
      ...(table === undefined ? {} : { tableRange: a1Text(range.sheet.properties.title, table) }),
      updates: updateAnswer(edit.spreadsheet, written, wanted ? options : undefined),
    };
  });
};

/** The method that writes below a table that it looks for. */
export const valuesAppendOperation: Operation = {
  id: 'sheets.spreadsheets.values.append',
  answer: 'AppendValuesResponse',
  query: [
    'valueInputOption',
    'insertDataOption',
    'includeValuesInResponse',
    'responseValueRenderOption',
    'responseDateTimeRenderOption',
  ],
  verb: 'POST',
  path: '/v4/spreadsheets/{spreadsheetId}/values/{range}:append',
  kind: 'write',
  changes: true,
  run: append,
};
