import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Refusal {
  readonly message: string;
  readonly details?: readonly [{ readonly fieldViolations: readonly { readonly field?: string }[] }];
}

/** Measured of the service's own reader of JSON, or taken from its public source (`proto_writer.cc`). */
describe('requests are read as the service reads them', () => {
  let emulator: SheetsEmulator;
  let id: string;

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
    id = emulator.createSpreadsheet('Reading');
  });

  afterAll(() => emulator.close());

  const call = async (path: string, body?: unknown) => {
    const url = `${emulator.url}/v4/spreadsheets/${path.replace('ID', id)}`;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(url, body === undefined ? {} : { method: 'POST', body: text });
    const read = (await answer.json()) as { readonly error?: Refusal };
    return { status: answer.status, message: read.error?.message, details: read.error?.details };
  };
  const batch = (...requests: readonly unknown[]) => call('ID:batchUpdate', { requests });

  it('takes the items of lists within a list as items of the list, and nulls as none', async () => {
    const request = (title: string) => ({ addSheet: { properties: { title } } });
    expect(await batch([request('one'), [request('two')]], null, request('three'))).toMatchObject({
      status: 200,
    });
    const titles = emulator
      .spreadsheet(id)
      .toJSON()
      .sheets?.map(({ properties }) => properties?.title);
    expect(titles).toEqual(['Sheet1', 'one', 'two', 'three']);
  });

  it.each([
    [[[{ addSheet: 5 }]], 'requests[0].add_sheet'],
    [[{ addSheet: {} }, [{ addSheet: 5 }]], 'requests[0][0].add_sheet'],
    [{ addSheet: 5 }, 'requests.add_sheet'],
  ])('names the place in %j', async (requests, place) => {
    const { message, details } = await call('ID:batchUpdate', { requests });
    expect(message).toBe(
      `Invalid value at '${place}' (type.googleapis.com/google.apps.sheets.v4.AddSheetRequest), 5`,
    );
    expect(details?.[0].fieldViolations).toMatchObject([{ field: place }]);
  });

  it.each([
    [{ addSheet: {}, clearBasicFilter: {} }, 'requests[0]', 'kind', 'clearBasicFilter'],
    [{ updateCells: { start: {}, range: {}, fields: 'note' } }, 'requests[0].update_cells', 'area', 'range'],
    [
      { repeatCell: { cell: { userEnteredValue: { numberValue: 1, string_value: 'a' } } } },
      'requests[0].repeat_cell.cell.user_entered_value',
      'value',
      'string_value',
    ],
    [
      { updateSheetProperties: { properties: { tabColorStyle: { themeColor: 'TEXT', rgbColor: {} } } } },
      'requests[0].update_sheet_properties.properties.tab_color_style',
      'kind',
      'rgbColor',
    ],
  ])('takes one member of a union: %j', async (request, place, union, second) => {
    const { message } = await batch(request);
    expect(message).toBe(
      `Invalid value at '${place}' (oneof), oneof field '${union}' is already set. Cannot set '${second}'`,
    );
  });

  it('does not count a null as a member of a union', async () => {
    const dataFilters = [{ a1Range: null, gridRange: { startRowIndex: { value: 1 }, endRowIndex: '2' } }];
    expect(await call('ID/values:batchGetByDataFilter', { dataFilters })).toMatchObject({ status: 200 });
  });

  it.each([
    ['[]', 'Invalid JSON payload received. Unknown name "": Root element must be a message.'],
    ['"x"', 'Invalid JSON payload received. Unknown name "": Root element must be a message.'],
    ['null', 'Invalid JSON payload received. Unknown name "": Root element must be a message.'],
    [
      '{"requests":[{"addSheet":[]}]}',
      `Invalid JSON payload received. Unknown name "addSheet" at 'requests[0]': Proto field is not repeating, cannot start list.`,
    ],
    [
      '{"requests":[{"addSheet":{"properties":{"sheetId":{}}}}]}',
      "Invalid value at 'requests[0].add_sheet.properties' (sheet_id), Starting an object on a scalar field",
    ],
    [
      '{"requests":[{"sortRange":{"range":{"startRowIndex":"x"}}}]}',
      `Invalid value at 'requests[0].sort_range.range.start_row_index.value' (TYPE_INT32), "x"`,
    ],
  ])('complains of %s', async (body, message) => {
    expect(await call('ID:batchUpdate', body)).toMatchObject({ status: 400, message });
  });

  it.each([
    ['x', 'data.values'],
    [['x'], 'data.values[0]'],
  ])('wants rows that are lists, not %j', async (values, place) => {
    const url = `${emulator.url}/v4/spreadsheets/${id}/values/A1?valueInputOption=RAW`;
    const answer = await fetch(url, { method: 'PUT', body: JSON.stringify({ values }) });
    const { error } = (await answer.json()) as { readonly error: Refusal };
    expect(error.message).toBe(
      `Invalid value at '${place}' (type.googleapis.com/google.protobuf.ListValue), "x"`,
    );
  });

  it.each([
    'majorDimension=columns',
    'majorDimension=2',
    'valueRenderOption=unformatted-value',
    'value_render_option=FORMULA',
  ])('reads the parameter %s', async (query) => {
    expect(await call(`ID/values/A1?${query}`)).toMatchObject({ status: 200 });
  });

  it.each(['yes', 'T', '1', 'n', 'FALSE'])('reads %s as yes or no', async (word) => {
    expect(await call(`ID?includeGridData=${word}&fields=spreadsheetId`)).toMatchObject({ status: 200 });
  });

  it('complains of all parameters in one answer, even where there is no spreadsheet', async () => {
    const { status, message, details } = await call('none/values/A1?valueRenderOption=X&majorDimension=Y');
    const descriptions = [
      `Invalid value at 'value_render_option' (type.googleapis.com/google.apps.sheets.v4.ValueRenderOption), "X"`,
      `Invalid value at 'major_dimension' (type.googleapis.com/google.apps.sheets.v4.Dimension), "Y"`,
    ];
    expect([status, message]).toEqual([400, descriptions.join('\n')]);
    expect(details?.[0].fieldViolations).toEqual([
      { field: 'value_render_option', description: descriptions[0] },
      { field: 'major_dimension', description: descriptions[1] },
    ]);
  });

  it('complains of a body before it looks for the spreadsheet', async () => {
    const body = { dataFilters: [{ a1Range: 5 }] };
    expect(await call('none/values:batchGetByDataFilter', body)).toMatchObject({
      status: 400,
      message: "Invalid value at 'data_filters[0].a1_range' (TYPE_STRING), 5",
    });
  });
});
