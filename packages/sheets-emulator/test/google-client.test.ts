import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { drive } from 'googleapis/build/src/apis/drive/index.js';
import { sheets } from 'googleapis/build/src/apis/sheets/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe("Google's own client", () => {
  let emulator: SheetsEmulator;
  const api = () => sheets({ version: 'v4', rootUrl: emulator.url, auth: 'none' });

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
  });

  afterAll(() => emulator.close());

  const create = async (): Promise<string> => {
    const { data } = await api().spreadsheets.create({ requestBody: { properties: { title: 'Quiz' } } });
    return data.spreadsheetId ?? '';
  };

  it('makes a spreadsheet, and finds it in Drive until it is deleted', async () => {
    const spreadsheetId = await create();
    const files = drive({ version: 'v3', rootUrl: emulator.url, auth: 'none' }).files;
    const { data } = await files.get({ fileId: spreadsheetId });
    expect(data).toMatchObject({ name: 'Quiz', mimeType: 'application/vnd.google-apps.spreadsheet' });
    await files.delete({ fileId: spreadsheetId });
    await expect(api().spreadsheets.get({ spreadsheetId })).rejects.toMatchObject({ status: 404 });
  });

  it('writes typed cells and reads them back in the same call', async () => {
    const spreadsheetId = await create();
    const { data } = await api().spreadsheets.batchUpdate({
      spreadsheetId,
      fields: 'updatedSpreadsheet.sheets.data.rowData.values.userEnteredValue',
      requestBody: {
        requests: [
          {
            updateCells: {
              start: { sheetId: 0, rowIndex: 1, columnIndex: 0 },
              rows: [
                {
                  values: [
                    { userEnteredValue: { stringValue: '=1+1' } },
                    { userEnteredValue: { numberValue: 7 } },
                  ],
                },
              ],
              fields: 'userEnteredValue',
            },
          },
        ],
        includeSpreadsheetInResponse: true,
        responseIncludeGridData: true,
        responseRanges: ['Sheet1!A2:B2'],
      },
    });
    expect(data).toEqual({
      updatedSpreadsheet: {
        sheets: [
          {
            data: [
              {
                rowData: [
                  {
                    values: [
                      { userEnteredValue: { stringValue: '=1+1' } },
                      { userEnteredValue: { numberValue: 7 } },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    });
  });

  it('applies nothing of a batch with one bad request', async () => {
    const spreadsheetId = await create();
    const batch = api().spreadsheets.batchUpdate({
      spreadsheetId,
      requestBody: {
        requests: [
          { addSheet: { properties: { title: 'New' } } },
          { deleteDimension: { range: { sheetId: 0, dimension: 'ROWS', startIndex: 0, endIndex: 5 } } },
          { deleteNamedRange: { namedRangeId: 'gone' } },
        ],
      },
    });
    await expect(batch).rejects.toMatchObject({
      status: 400,
      message: 'Invalid requests[2].deleteNamedRange: No named range with id: gone',
    });
    expect(emulator.spreadsheet(spreadsheetId).tabs).toEqual(['Sheet1']);
    expect(emulator.spreadsheet(spreadsheetId).properties('Sheet1').gridProperties?.rowCount).toBe(1000);
  });

  it('reads many single cells by data filters', async () => {
    const spreadsheetId = await create();
    emulator.people(spreadsheetId).type('Sheet1', 'A1', [
      ['a', 1],
      ['b', 2],
    ]);
    const { data } = await api().spreadsheets.getByDataFilter({
      spreadsheetId,
      fields: 'sheets(properties.sheetId,data(startRow,startColumn,rowData.values.effectiveValue))',
      requestBody: {
        dataFilters: [
          {
            gridRange: {
              sheetId: 0,
              startRowIndex: 1,
              endRowIndex: 2,
              startColumnIndex: 1,
              endColumnIndex: 2,
            },
          },
          { a1Range: 'Sheet1!A1' },
        ],
      },
    });
    expect(data.sheets?.[0]?.data).toEqual([
      { startRow: 1, startColumn: 1, rowData: [{ values: [{ effectiveValue: { numberValue: 2 } }] }] },
      { rowData: [{ values: [{ effectiveValue: { stringValue: 'a' } }] }] },
    ]);
  });

  it('gets the refusals of a spreadsheet that is not shared any more', async () => {
    const spreadsheetId = await create();
    emulator.access.revoke(spreadsheetId);
    const reading = api().spreadsheets.values.get({ spreadsheetId, range: 'A1' });
    await expect(reading).rejects.toMatchObject({
      status: 403,
      message: 'The caller does not have permission',
    });
    emulator.access.share(spreadsheetId);
    await expect(api().spreadsheets.values.get({ spreadsheetId, range: 'A1' })).resolves.toBeDefined();
  });
});
