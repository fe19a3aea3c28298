import { gunzipSync, gzipSync } from 'node:zlib';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('HTTP as the service speaks it', () => {
  let emulator: SheetsEmulator;
  let id: string;
  const at = (path: string): string => `${emulator.url}/v4/spreadsheets/${path}`;

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
    id = emulator.createSpreadsheet('HTTP');
    emulator.people(id).type('Sheet1', 'A1', [['a', 'b']]);
  });

  afterAll(() => emulator.close());

  it('answers pretty, unless it is told otherwise', async () => {
    expect(await (await fetch(at(`${id}/values/A1`))).text()).toContain('\n  "range": "Sheet1!A1"');
    expect(await (await fetch(at(`${id}/values/A1?prettyPrint=false`))).text()).not.toContain('\n');
  });

  it('takes a GET that comes as a POST because of its length', async () => {
    const answer = await fetch(at(`${id}/values:batchGet`), {
      method: 'POST',
      headers: { 'x-http-method-override': 'GET' },
      body: new URLSearchParams([
        ['ranges', 'A1'],
        ['ranges', 'B1'],
      ]),
    });
    expect(await answer.json()).toMatchObject({ valueRanges: [{ values: [['a']] }, { values: [['b']] }] });
  });

  it('takes packed bodies, and packs large answers for who wants them', async () => {
    const body = gzipSync(JSON.stringify({ values: [['x'.repeat(5000)]] }));
    const headers = { 'content-encoding': 'gzip', 'accept-encoding': 'gzip' };
    const query = 'valueInputOption=RAW&includeValuesInResponse=true';
    const answer = await fetch(at(`${id}/values/C1?${query}`), { method: 'PUT', headers, body });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(await answer.json()).toMatchObject({ updatedRange: 'Sheet1!C1' });
    expect(emulator.calls.at(-1)).toMatchObject({ requestBytes: body.length });
    expect(gunzipSync(body).length).toBeGreaterThan(body.length);
  });

  it.each([
    ['GET', 'nothing/here/at/all'],
    ['DELETE', 'an-id'],
  ])('answers %s %s with a page, for it leads nowhere', async (method, path) => {
    const answer = await fetch(at(path), { method });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  });

  it.each([
    ['{"requests": [', /Invalid JSON payload received/],
    [
      '{"requests": [{"addSheet": {"properties": {"title": 5}}}]}',
      /add_sheet\.properties\.title' \(TYPE_STRING\), 5/,
    ],
    ['{"requests": [{"addSheet": {"properties": {"sheetId": "x"}}}]}', /\(TYPE_INT32\), "x"/],
    ['{"wrong": 1}', /Unknown name "wrong": Cannot find field/],
  ])('complains of the body %s', async (body, complaint) => {
    const answer = await fetch(at(`${id}:batchUpdate`), { method: 'POST', body });
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { status: string; message: string } };
    expect(error.status).toBe('INVALID_ARGUMENT');
    expect(error.message).toMatch(complaint);
  });

  it('complains of parameters and masks that there are not', async () => {
    const parameter = await (await fetch(at(`${id}?nonsense=1`))).text();
    expect(parameter).toMatch(/Cannot bind query parameter/);
    const mask = await (await fetch(at(`${id}?fields=sheets.nonsense`))).text();
    expect(mask).toMatch(/Cannot find matching fields for path 'sheets.nonsense'/);
  });

  it('finds files by what Drive is asked, page by page', async () => {
    for (const name of ["Bob's", 'Other']) emulator.createSpreadsheet(name);
    const list = async (query: Record<string, string>) => {
      const answer = await fetch(`${emulator.url}/drive/v3/files?${new URLSearchParams(query)}`);
      return (await answer.json()) as { files: { name: string }[]; nextPageToken?: string; error?: unknown };
    };
    const type = "mimeType='application/vnd.google-apps.spreadsheet'";
    expect((await list({ q: `${type} and name = 'Bob\\'s'` })).files.map(({ name }) => name)).toEqual([
      "Bob's",
    ]);
    expect((await list({ q: `name contains 'oth' or (trashed = true)` })).files).toHaveLength(1);
    const first = await list({ q: type, pageSize: '2' });
    expect(first.files).toHaveLength(2);
    const second = await list({ q: type, pageSize: '2', pageToken: first.nextPageToken ?? '' });
    expect(second.files.length).toBeGreaterThan(0);
    expect((await list({ q: 'what is this' })).error).toMatchObject({ code: 400, message: 'Invalid Value' });
  });
});
