import { resolveRange } from '../ranges/resolve-range.ts';
import { withoutUnset } from '../render/unset.ts';
import { checkMessage } from '../schema/check-message.ts';
import type { BatchGetValuesByDataFilterRequest } from '../schema/sheets-types.ts';
import { DEFAULT_VALUE_OPTIONS, type ValueOptions } from '../values/render-values.ts';
import { chosenByList } from './data-filters.ts';
import type { Operation } from './operation.ts';
import { spreadsheetOf } from './spreadsheet-of.ts';
import { valueRange } from './values-answers.ts';
import { readOptions } from './values-options.ts';

const get: Operation['run'] = (drive, call) => {
  const spreadsheet = spreadsheetOf(drive, call);
  const options = readOptions(call.query);
  return valueRange(spreadsheet, resolveRange(spreadsheet, call.params['range'] ?? ''), options);
};

const batchGet: Operation['run'] = (drive, call) => {
  const spreadsheet = spreadsheetOf(drive, call);
  const options = readOptions(call.query);
  const ranges = call.query.all('ranges');
  const valueRanges = ranges.map((range) =>
    valueRange(spreadsheet, resolveRange(spreadsheet, range), options),
  );
  return { spreadsheetId: spreadsheet.id, ...(valueRanges.length > 0 ? { valueRanges } : {}) };
};

const optionsOf = (request: BatchGetValuesByDataFilterRequest): ValueOptions => ({
  majorDimension: request.majorDimension === 'COLUMNS' ? 'COLUMNS' : 'ROWS',
  render: request.valueRenderOption ?? DEFAULT_VALUE_OPTIONS.render,
  dates: request.dateTimeRenderOption ?? DEFAULT_VALUE_OPTIONS.dates,
});

const batchGetByDataFilter: Operation['run'] = (drive, call) => {
  const request = checkMessage<BatchGetValuesByDataFilterRequest>(
    'BatchGetValuesByDataFilterRequest',
    call.body,
  );
  const spreadsheet = spreadsheetOf(drive, call);
  const options = optionsOf(request);
  const valueRanges = chosenByList(spreadsheet, request.dataFilters ?? []).map((chosen) => ({
    valueRange: valueRange(spreadsheet, chosen, options),
    dataFilters: [chosen.filter],
  }));
  return withoutUnset({
    spreadsheetId: spreadsheet.id,
    valueRanges: valueRanges.length > 0 ? valueRanges : undefined,
  });
};

const BASE = '/v4/spreadsheets/{spreadsheetId}/values';

/** The methods that read values. */
export const valuesReadOperations: readonly Operation[] = [
  {
    id: 'sheets.spreadsheets.values.get',
    answer: 'ValueRange',
    query: ['majorDimension', 'valueRenderOption', 'dateTimeRenderOption'],
    verb: 'GET',
    path: `${BASE}/{range}`,
    kind: 'read',
    changes: false,
    run: get,
  },
  {
    id: 'sheets.spreadsheets.values.batchGet',
    answer: 'BatchGetValuesResponse',
    query: ['ranges', 'majorDimension', 'valueRenderOption', 'dateTimeRenderOption'],
    verb: 'GET',
    path: `${BASE}:batchGet`,
    kind: 'read',
    changes: false,
    run: batchGet,
  },
  {
    id: 'sheets.spreadsheets.values.batchGetByDataFilter',
    answer: 'BatchGetValuesByDataFilterResponse',
    query: [],
    verb: 'POST',
    path: `${BASE}:batchGetByDataFilter`,
    kind: 'read',
    changes: false,
    run: batchGetByDataFilter,
  },
];
