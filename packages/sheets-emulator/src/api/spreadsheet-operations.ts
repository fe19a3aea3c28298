import { Calculation } from '../formulas/calculation.ts';
import { matchesLookup } from '../model/metadata-lookup.ts';
import type { Spreadsheet } from '../model/spreadsheet.ts';
import type { Area } from '../ranges/area.ts';
import { resolveRange } from '../ranges/resolve-range.ts';
import { below, includes, parseFieldMask } from '../render/field-mask.ts';
import { renderSpreadsheet, type Selection } from '../render/render-spreadsheet.ts';
import { withoutUnset } from '../render/unset.ts';
import { applyBatch } from '../requests/apply-batch.ts';
import { checkMessage } from '../schema/check-message.ts';
import type {
  BatchUpdateSpreadsheetRequest,
  GetSpreadsheetByDataFilterRequest,
  SearchDeveloperMetadataRequest,
  Spreadsheet as SpreadsheetMessage,
} from '../schema/sheets-types.ts';
import { notFound } from './api-error.ts';
import { chosenBy } from './data-filters.ts';
import { makeSpreadsheet } from './make-spreadsheet.ts';
import type { Operation } from './operation.ts';
import { changeSpreadsheet, spreadsheetOf } from './spreadsheet-of.ts';

const selectionOf = (parts: readonly { sheet: { sheetId: number }; area: Area }[]): Selection => {
  const selection = new Map<number, Area[]>();
  for (const { sheet, area } of parts) {
    const areas = selection.get(sheet.sheetId);
    if (areas === undefined) selection.set(sheet.sheetId, [area]);
    else areas.push(area);
  }
  return selection;
};

const selectRanges = (spreadsheet: Spreadsheet, ranges: readonly string[]): Selection =>
  ranges.length === 0 ? undefined : selectionOf(ranges.map((range) => resolveRange(spreadsheet, range)));

const create: Operation['run'] = (drive, call) => {
  const given = checkMessage<SpreadsheetMessage>('Spreadsheet', call.body);
  const spreadsheet = makeSpreadsheet(drive, call, given);
  return renderSpreadsheet(spreadsheet, new Calculation(spreadsheet, call.now), {
    caller: call.caller,
    mask: parseFieldMask(call.query.text('fields')),
  });
};

const get: Operation['run'] = (drive, call) => {
  const spreadsheet = spreadsheetOf(drive, call);
  return renderSpreadsheet(spreadsheet, new Calculation(spreadsheet, call.now), {
    caller: call.caller,
    mask: parseFieldMask(call.query.text('fields')),
    includeGridData: call.query.flag('includeGridData'),
    selection: selectRanges(spreadsheet, call.query.all('ranges')),
  });
};

const getByDataFilter: Operation['run'] = (drive, call) => {
  const request = checkMessage<GetSpreadsheetByDataFilterRequest>(
    'GetSpreadsheetByDataFilterRequest',
    call.body,
  );
  const spreadsheet = spreadsheetOf(drive, call);
  const filters = request.dataFilters ?? [];
  return renderSpreadsheet(spreadsheet, new Calculation(spreadsheet, call.now), {
    caller: call.caller,
    mask: parseFieldMask(call.query.text('fields')),
    includeGridData: request.includeGridData,
    selection: filters.length === 0 ? undefined : selectionOf(chosenBy(spreadsheet, filters, 'sheet')),
  });
};

const batchUpdate: Operation['run'] = (drive, call) => {
  const request = checkMessage<BatchUpdateSpreadsheetRequest>('BatchUpdateSpreadsheetRequest', call.body);
  const mask = parseFieldMask(call.query.text('fields'));
  return changeSpreadsheet(drive, call, (edit) => {
    const replies = applyBatch(edit, request.requests ?? []);
    const { spreadsheet } = edit;
    const updatedSpreadsheet =
      request.includeSpreadsheetInResponse === true && includes(mask, 'updatedSpreadsheet')
        ? renderSpreadsheet(spreadsheet, new Calculation(spreadsheet, call.now), {
            caller: call.caller,
            mask: below(mask, 'updatedSpreadsheet'),
            withCells: request.responseIncludeGridData === true,
            selection: selectRanges(spreadsheet, request.responseRanges ?? []),
          })
        : undefined;
    return withoutUnset({ spreadsheetId: spreadsheet.id, replies, updatedSpreadsheet });
  });
};

const getMetadata: Operation['run'] = (drive, call) => {
  const { developerMetadata } = spreadsheetOf(drive, call).contents;
  const id = Number(call.params['metadataId']);
  const found = developerMetadata.find(({ metadataId }) => metadataId === id);
  if (found === undefined) throw notFound();
  return found;
};

const searchMetadata: Operation['run'] = (drive, call) => {
  const { dataFilters = [] } = checkMessage<SearchDeveloperMetadataRequest>(
    'SearchDeveloperMetadataRequest',
    call.body,
  );
  const { developerMetadata } = spreadsheetOf(drive, call).contents;
  const matched = developerMetadata.flatMap((entry) => {
    const filters = dataFilters.filter(
      ({ developerMetadataLookup }) =>
        developerMetadataLookup !== undefined && matchesLookup(entry, developerMetadataLookup),
    );
    return filters.length === 0 ? [] : [{ developerMetadata: entry, dataFilters: filters }];
  });
  return matched.length === 0 ? {} : { matchedDeveloperMetadata: matched };
};

const BASE = '/v4/spreadsheets';
const ONE = `${BASE}/{spreadsheetId}`;

/** The methods of the collection `spreadsheets`, and of what hangs on it other than values. */
export const spreadsheetOperations: readonly Operation[] = [
  {
    id: 'sheets.spreadsheets.create',
    answer: 'Spreadsheet',
    query: [],
    verb: 'POST',
    path: BASE,
    kind: 'write',
    changes: true,
    run: create,
  },
  {
    id: 'sheets.spreadsheets.get',
    answer: 'Spreadsheet',
    query: ['ranges', 'includeGridData', 'excludeTablesInBandedRanges', 'commentsViewMode'],
    verb: 'GET',
    path: ONE,
    kind: 'read',
    changes: false,
    run: get,
  },
  {
    id: 'sheets.spreadsheets.getByDataFilter',
    answer: 'Spreadsheet',
    query: [],
    verb: 'POST',
    path: `${ONE}:getByDataFilter`,
    kind: 'read',
    changes: false,
    run: getByDataFilter,
  },
  {
    id: 'sheets.spreadsheets.batchUpdate',
    answer: 'BatchUpdateSpreadsheetResponse',
    query: [],
    verb: 'POST',
    path: `${ONE}:batchUpdate`,
    kind: 'write',
    changes: true,
    run: batchUpdate,
  },
  {
    id: 'sheets.spreadsheets.developerMetadata.get',
    answer: 'DeveloperMetadata',
    query: [],
    verb: 'GET',
    path: `${ONE}/developerMetadata/{metadataId}`,
    kind: 'read',
    changes: false,
    run: getMetadata,
  },
  {
    id: 'sheets.spreadsheets.developerMetadata.search',
    answer: 'SearchDeveloperMetadataResponse',
    query: [],
    verb: 'POST',
    path: `${ONE}/developerMetadata:search`,
    kind: 'read',
    changes: false,
    run: searchMetadata,
  },
];
