import { resolveRange, shownRange } from '../ranges/resolve-range.ts';
import { checkMessage } from '../schema/check-message.ts';
import type {
  BatchUpdateValuesByDataFilterRequest,
  BatchUpdateValuesRequest,
  UpdateValuesResponse,
  ValueRange,
} from '../schema/sheets-types.ts';
import { DEFAULT_VALUE_OPTIONS, type ValueOptions } from '../values/render-values.ts';
import { inputRows, type Written, writeValues } from '../values/write-values.ts';
import { ApiError, invalid } from './api-error.ts';
import { chosenBy } from './data-filters.ts';
import type { Operation } from './operation.ts';
import { changeSpreadsheet } from './spreadsheet-of.ts';
import { updateAnswer } from './values-answers.ts';
import { inputOption, requiredInputOption, responseOptions } from './values-options.ts';

const turnOf = (given: ValueRange): ValueOptions['majorDimension'] =>
  given.majorDimension === 'COLUMNS' ? 'COLUMNS' : 'ROWS';

const update: Operation['run'] = (drive, call) => {
  const given = checkMessage<ValueRange>('ValueRange', call.body);
  const option = inputOption(call.query);
  const wanted = call.query.flag('includeValuesInResponse');
  const options = responseOptions(call.query, turnOf(given));
  const address = call.params['range'] ?? '';
  return changeSpreadsheet(drive, call, (edit) => {
    if (given.range !== undefined && given.range !== address) {
      throw invalid(`Request range[${address}] does not match value's range[${given.range}]`);
    }
    const rows = inputRows(given.values, given.majorDimension);
    const written = writeValues(edit, resolveRange(edit.spreadsheet, address), rows, option);
    return updateAnswer(edit.spreadsheet, written, wanted ? options : undefined);
  });
};

const totals = (writes: readonly Written[]) => {
  const columns = new Set<string>();
  const rows = new Set<string>();
  for (const { sheet, area } of writes) {
    for (let row = area.startRow; row < area.endRow; row++) rows.add(`${sheet.sheetId}:${row}`);
    for (let column = area.startColumn; column < area.endColumn; column++) {
      columns.add(`${sheet.sheetId}:${column}`);
    }
  }
  const cells = writes.reduce((sum, written) => sum + written.cells, 0);
  return {
    ...(cells > 0 ? { totalUpdatedRows: rows.size, totalUpdatedColumns: columns.size } : {}),
    ...(cells > 0 ? { totalUpdatedCells: cells } : {}),
    ...(writes.length > 0
      ? { totalUpdatedSheets: new Set(writes.map(({ sheet }) => sheet.sheetId)).size }
      : {}),
  };
};

/** Puts the place of the offending item before the message, as the API does for lists of data. */
const atData = <T>(index: number, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new ApiError(error.code, `Invalid data[${index}]: ${error.message}`, error.details);
  }
};

const bodyOptions = (
  request: BatchUpdateValuesRequest | BatchUpdateValuesByDataFilterRequest,
  majorDimension: ValueOptions['majorDimension'],
): ValueOptions | undefined =>
  request.includeValuesInResponse === true
    ? {
        majorDimension,
        render: request.responseValueRenderOption ?? DEFAULT_VALUE_OPTIONS.render,
        dates: request.responseDateTimeRenderOption ?? DEFAULT_VALUE_OPTIONS.dates,
      }
    : undefined;

const batchUpdate: Operation['run'] = (drive, call) => {
  const request = checkMessage<BatchUpdateValuesRequest>('BatchUpdateValuesRequest', call.body);
  const option = requiredInputOption(request.valueInputOption);
  return changeSpreadsheet(drive, call, (edit) => {
    const writes: Written[] = [];
    const { spreadsheet } = edit;
    const responses = (request.data ?? []).map(
      (given, i): UpdateValuesResponse =>
        atData(i, () => {
          const rows = inputRows(given.values, given.majorDimension);
          const written = writeValues(edit, resolveRange(spreadsheet, given.range ?? ''), rows, option);
          writes.push(written);
          return updateAnswer(spreadsheet, written, bodyOptions(request, turnOf(given)));
        }),
    );
    return {
      spreadsheetId: spreadsheet.id,
      ...totals(writes),
      ...(responses.length > 0 ? { responses } : {}),
    };
  });
};

const batchUpdateByDataFilter: Operation['run'] = (drive, call) => {
  const request = checkMessage<BatchUpdateValuesByDataFilterRequest>(
    'BatchUpdateValuesByDataFilterRequest',
    call.body,
  );
  const option = requiredInputOption(request.valueInputOption);
  return changeSpreadsheet(drive, call, (edit) => {
    const writes: Written[] = [];
    const { spreadsheet } = edit;
    const responses = (request.data ?? []).flatMap((given, i) =>
      atData(i, () => {
        const filter = given.dataFilter ?? {};
        const rows = inputRows(given.values, given.majorDimension);
        return chosenBy(spreadsheet, [filter]).map(({ sheet, area }) => {
          const written = writeValues(
            edit,
            { sheet, area, oneCell: false, text: shownRange({ sheet, area }) },
            rows,
            option,
          );
          writes.push(written);
          const { spreadsheetId: _, ...answer } = updateAnswer(
            spreadsheet,
            written,
            bodyOptions(request, turnOf(given)),
          );
          return { ...answer, dataFilter: filter };
        });
      }),
    );
    return {
      spreadsheetId: spreadsheet.id,
      ...totals(writes),
      ...(responses.length > 0 ? { responses } : {}),
    };
  });
};

const BASE = '/v4/spreadsheets/{spreadsheetId}/values';

/** The methods that write values where they are told to. */
export const valuesWriteOperations: readonly Operation[] = [
  {
    id: 'sheets.spreadsheets.values.update',
    answer: 'UpdateValuesResponse',
    query: [
      'valueInputOption',
      'includeValuesInResponse',
      'responseValueRenderOption',
      'responseDateTimeRenderOption',
    ],
    verb: 'PUT',
    path: `${BASE}/{range}`,
    kind: 'write',
    changes: true,
    run: update,
  },
  {
    id: 'sheets.spreadsheets.values.batchUpdate',
    answer: 'BatchUpdateValuesResponse',
    query: [],
    verb: 'POST',
    path: `${BASE}:batchUpdate`,
    kind: 'write',
    changes: true,
    run: batchUpdate,
  },
  {
    id: 'sheets.spreadsheets.values.batchUpdateByDataFilter',
    answer: 'BatchUpdateValuesByDataFilterResponse',
    query: [],
    verb: 'POST',
    path: `${BASE}:batchUpdateByDataFilter`,
    kind: 'write',
    changes: true,
    run: batchUpdateByDataFilter,
  },
];
