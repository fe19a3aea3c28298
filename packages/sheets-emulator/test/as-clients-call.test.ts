import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** What other people's clients run into, each as they do it. */
describe('a spreadsheet', () => {
  let emulator: SheetsEmulator;
  let id: string;

  beforeAll(async () => {
    emulator = await startSheetsEmulator({ seed: 5 });
  });

  afterAll(() => emulator.close());

  beforeEach(() => {
    id = emulator.createSpreadsheet('Clients');
  });

  const call = async (method: string, path: string, body?: unknown) => {
    const url = `${emulator.url}/v4/spreadsheets${path}`;
    const answer = await fetch(url, body === undefined ? { method } : { method, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
  };
  const batch = (...requests: readonly unknown[]) => call('POST', `/${id}:batchUpdate`, { requests });
  const messageOf = ({ body }: Awaited<ReturnType<typeof call>>) =>
    (body['error'] as { readonly message: string } | undefined)?.message;
  const area = (rows: readonly [number, number], columns: readonly [number, number]) => ({
    sheetId: 0,
    startRowIndex: rows[0],
    endRowIndex: rows[1],
    startColumnIndex: columns[0],
    endColumnIndex: columns[1],
  });

  it('takes no values into the covered cells of a merge, and takes them after it is parted', async () => {
    const range = area([0, 1], [0, 2]);
    const cell = (text: string) => ({ userEnteredValue: { stringValue: text }, note: text });
    const write = () =>
      call('PUT', `/${id}/values/A1:B1?valueInputOption=RAW&includeValuesInResponse=true`, {
        values: [['8', 'Z']],
      });
    await batch({ mergeCells: { range } });
    expect((await write()).body).toMatchObject({ updatedData: { values: [['8']] } });
    const rows = [{ values: [cell('a'), cell('b')] }];
    await batch({ updateCells: { range, rows, fields: 'userEnteredValue,note' } });
    expect(emulator.spreadsheet(id).values('Sheet1')).toEqual([['a']]);
    expect(emulator.spreadsheet(id).cell('Sheet1', 'B1').note).toBe('b');
    await batch({ unmergeCells: { range } });
    expect((await write()).body).toMatchObject({ updatedData: { values: [['8', 'Z']] } });
  });

  it('answers only a range when an empty row is appended', async () => {
    emulator.people(id).type('Sheet1', 'A1', [['h', 'k']]);
    const { body } = await call('POST', `/${id}/values/A:B:append?valueInputOption=RAW`, { values: [[]] });
    expect(body['updates']).toEqual({ spreadsheetId: id, updatedRange: 'Sheet1!A2' });
  });

  it('never answers an empty list of metadata', async () => {
    const dataFilter = { developerMetadataLookup: { metadataKey: 'none' } };
    const developerMetadata = { metadataValue: 'x' };
    const { body } = await batch(
      {
        updateDeveloperMetadata: {
          dataFilters: [dataFilter],
          developerMetadata,
          fields: 'metadataValue',
        },
      },
      { deleteDeveloperMetadata: { dataFilter } },
    );
    expect(body['replies']).toEqual([{ updateDeveloperMetadata: {} }, { deleteDeveloperMetadata: {} }]);
  });

  it('gives the id 0 only to a tab that nobody asked for', async () => {
    const made = await call('POST', '', { sheets: [{ properties: { title: 'A' } }] });
    const none = await call('POST', '', {});
    const idOf = ({ body }: typeof made) =>
      (body['sheets'] as readonly { readonly properties: { readonly sheetId: number } }[])[0]?.properties
        .sheetId;
    expect([idOf(none), idOf(made) === 0]).toEqual([0, false]);
  });

  it('keeps the width and the colour of borders that came without', async () => {
    const borders = { top: { style: 'SOLID' }, bottom: { style: 'NONE' } };
    const cell = { userEnteredFormat: { borders } };
    await batch({
      repeatCell: { range: area([0, 1], [0, 1]), cell, fields: 'userEnteredFormat.borders' },
    });
    const kept = { style: 'SOLID', width: 1, color: {}, colorStyle: { rgbColor: {} } };
    expect(emulator.spreadsheet(id).cell('Sheet1', 'A1').format).toEqual({ borders: { top: kept } });
  });

  it.each([
    ['R[1]C[1]', 'Sheet1!B2'],
    ['R[0]C[0]', 'Sheet1!A1'],
    ['R1C1:R[2]C[2]', 'Sheet1!A1:C3'],
    ['R1C1:R2', 'Sheet1!A1:Z2'],
    ['R1C1:C2', 'Sheet1!A1:B1000'],
    ['R1C', 'Sheet1!A1'],
    ['RC', 'Sheet1!A1'],
    ['R', 'Sheet1!A1'],
    ['C', 'Sheet1!A1'],
    ['R[1]', 'Sheet1!A2:Z2'],
    ['R01C01', 'Sheet1!A1'],
    ['R1', 'Sheet1!R1'],
    ['R1:R2', 'Sheet1!R1:R2'],
  ])('reads the range %s', async (range, meant) => {
    expect((await call('GET', `/${id}/values/${range}`)).body['range']).toBe(meant);
  });

  it.each(['R[-1]C[0]', 'R[+1]C[0]', 'R0C1', 'A1:R2C2', 'R1C1:B2'])('refuses the range %s', async (range) => {
    expect(messageOf(await call('GET', `/${id}/values/${range}`))).toBe(`Unable to parse range: ${range}`);
  });

  const filtered = (path: string, ...dataFilters: readonly unknown[]) =>
    call('POST', `/${id}${path}`, { dataFilters });

  it.each([
    [{ startRowIndex: -1 }, 'GridRange indexes must be >= 0'],
    [{ startRowIndex: 5, endRowIndex: 2 }, 'endRowIndex[2] cannot be before startRowIndex[5]'],
    [{ startColumnIndex: 5, endColumnIndex: 2 }, 'endColumnIndex[2] cannot be before startColumnIndex[5]'],
    [
      { startRowIndex: 1000, startColumnIndex: 1, endColumnIndex: 3 },
      'Range (Sheet1!B1001:C) exceeds grid limits. Max rows: 1000, max columns: 26',
    ],
    [
      { startRowIndex: 5, endRowIndex: 5, startColumnIndex: 26 },
      '(empty) Sheet1!AA6:5) exceeds grid limits. Max rows: 1000, max columns: 26',
    ],
    [{ sheetId: 7 }, /No (grid|sheet) with id: 7/],
  ])('refuses to filter by %j', async (gridRange, message) => {
    const ofValues = await filtered('/values:batchGetByDataFilter', { a1Range: 'A1' }, { gridRange });
    expect(messageOf(ofValues)).toMatch(message);
    expect(messageOf(ofValues)).toMatch(/^Invalid dataFilter\[1\]: /);
    expect(messageOf(await filtered(':getByDataFilter', { gridRange }))).toMatch(message);
  });

  it('wants a filter for values, but none for a spreadsheet, and never an empty one', async () => {
    const values = '/values:batchGetByDataFilter';
    expect(messageOf(await filtered(values))).toBe('Must specify at least one dataFilter.');
    expect((await filtered(':getByDataFilter')).status).toBe(200);
    const refusal = 'dataFilter.filter must be specified.';
    expect(messageOf(await filtered(values, {}))).toBe(`Invalid dataFilter[0]: ${refusal}`);
    expect(messageOf(await filtered(':getByDataFilter', {}))).toBe(refusal);
  });

  it('answers an empty range', async () => {
    const gridRange = { startRowIndex: 1, endRowIndex: 1, startColumnIndex: 2, endColumnIndex: 3 };
    const { body } = await filtered('/values:batchGetByDataFilter', { gridRange });
    expect(body['valueRanges']).toMatchObject([
      { valueRange: { range: '#REF!', majorDimension: 'ROWS' }, dataFilters: [{ gridRange }] },
    ]);
    const whole = await call('POST', `/${id}:getByDataFilter?fields=sheets.data`, {
      dataFilters: [{ gridRange }],
      includeGridData: true,
    });
    const data = [{ startRow: 1, startColumn: 2, columnMetadata: [{ pixelSize: 100 }] }];
    expect(whole.body['sheets']).toEqual([{ data }]);
  });

  it.each([
    [
      { locationType: 'SPREADSHEET', metadataLocation: { sheetId: 0 } },
      'Cannot limit by location type of SPREADSHEET for the location sheetId',
    ],
    [{ locationMatchingStrategy: 'EXACT_LOCATION' }, /^A locationMatchingStrategy was specified, but no/],
    [{ metadataLocation: { sheetId: 9 } }, 'No grid with id: 9'],
    [
      { metadataLocation: { dimensionRange: { dimension: 'ROWS', startIndex: 1 } } },
      'DimensionRange must specify both a startIndex and an endIndex.',
    ],
    [
      { metadataLocation: { dimensionRange: { dimension: 'ROWS', startIndex: 1000, endIndex: 1001 } } },
      'DimensionRange startIndex [1000] is after the last ROWS index [999] of the sheet [0].',
    ],
  ])('refuses to look up %j', async (developerMetadataLookup, message) => {
    expect(messageOf(await filtered(':getByDataFilter', { developerMetadataLookup }))).toMatch(message);
  });

  it.each([
    [{ updateCells: { fields: '*', rows: [{}] } }],
    [
      {
        setDataValidation: {
          range: area([0, 1], [0, 1]),
          rule: { condition: { type: 'NUMBER_BETWEEN', values: [{ userEnteredValue: '1' }] } },
        },
      },
    ],
    [{ addConditionalFormatRule: { rule: { ranges: [{ sheetId: 0 }] } } }],
    [{ updateSheetProperties: { properties: { sheetId: 0, index: -1 }, fields: 'index' } }],
    [{ updateSpreadsheetProperties: { properties: { locale: 'xx_YY' }, fields: 'locale' } }],
    [{ updateSpreadsheetProperties: { properties: { timeZone: 'Nope/Zone' }, fields: 'timeZone' } }],
  ])('refuses %j', async (request) => {
    expect(messageOf(await batch(request))).toMatch(
      new RegExp(`^Invalid requests.0..${Object.keys(request)[0]}: `),
    );
  });

  it.each(['de_DE', 'en_GB', 'pt_BR', 'ja_JP', 'ar'])('takes the locale %s', async (locale) => {
    const properties = { locale, timeZone: 'Etc/GMT' };
    const request = { updateSpreadsheetProperties: { properties, fields: 'locale,timeZone' } };
    expect((await batch(request)).status).toBe(200);
  });

  it('refuses a named range on no tab when it is made', async () => {
    const answer = await call('POST', '', { namedRanges: [{ name: 'far', range: { sheetId: 77 } }] });
    expect(messageOf(answer)).toMatch(/No grid with id: 77$/);
  });

  it('lists errors in the older form when it is asked for', async () => {
    const { body } = await call('GET', `/${id}?$.xgafv=1&ranges=Nope!A1`);
    const message = 'Unable to parse range: Nope!A1';
    expect(body['error']).toMatchObject({
      message,
      errors: [{ message, domain: 'global', reason: 'badRequest' }],
    });
    expect(messageOf(await call('GET', `/nope?$.xgafv=9`))).toBe(
      "Invalid query parameters. Invalid value '9' for system query parameter : $.xgafv",
    );
  });

  it('gives a chart its size', async () => {
    const overlayPosition = { anchorCell: { sheetId: 0 }, widthPixels: 100 };
    const { body } = await batch({ addChart: { chart: { spec: {}, position: { overlayPosition } } } });
    expect(body['replies']).toMatchObject([
      {
        addChart: { chart: { position: { overlayPosition: { widthPixels: 100, heightPixels: 371 } } } },
      },
    ]);
  });

  it('takes more than a day of hours for a duration', async () => {
    await call('PUT', `/${id}/values/A1?valueInputOption=USER_ENTERED`, { values: [['25:00']] });
    expect((await call('GET', `/${id}/values/A1`)).body['values']).toEqual([['25:00:00']]);
  });

  it('refuses a mask with a space in it', async () => {
    const fields = new URLSearchParams({ fields: 'properties, sheets.properties' });
    expect(messageOf(await call('GET', `/${id}?${fields}`))).toBe('Request contains an invalid argument.');
  });
});
