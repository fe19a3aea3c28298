import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SHEET = 'application/vnd.google-apps.spreadsheet';

describe('Drive', () => {
  let emulator: SheetsEmulator;
  let id: string;

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
    id = emulator.createSpreadsheet('Drive');
  });

  afterAll(() => emulator.close());

  const call = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${emulator.url}${path.replace(/(?<=\/)ID(?![\w-])/, id)}`, init);
    const text = await answer.text();
    return {
      status: answer.status,
      body: (text.startsWith('{') ? JSON.parse(text) : text) as Record<string, unknown>,
    };
  };
  const refusalOf = ({ status, body }: Awaited<ReturnType<typeof call>>) => {
    const error = body['error'] as {
      readonly message: string;
      readonly errors: readonly { readonly reason: string }[];
    };
    return [status, error.errors[0]?.reason, error.message];
  };

  it.each([
    ['/drive/v3/files/ID?fields=nope', 400, 'invalidParameter', 'Invalid field selection nope'],
    ['/drive/v3/files?fields=files(id,nope)', 400, 'invalidParameter', 'Invalid field selection nope'],
    ['/drive/v3/files?pageToken=BOGUS', 400, 'invalid', 'Invalid Value'],
    ['/drive/v3/files?pageSize=NOPE', 400, 'invalid', /^Invalid value at 'page_size' .TYPE_INT32., "NOPE"$/],
    ['/drive/v3/files?pageSize=0', 400, 'invalidParameter', /^Invalid value '0'\. Values must be within/],
    ['/drive/v3/files/ID/export', 400, 'required', 'Required parameter: mimeType'],
    [
      '/drive/v3/files/ID/export?mimeType=application/pdf',
      400,
      'badRequest',
      'The requested conversion is not supported.',
    ],
    ['/drive/v3/files/ID?alt=media', 403, 'fileNotDownloadable', /^Only files with binary content/],
    ['/drive/v3/about', 400, 'required', "The 'fields' parameter is required for this method."],
  ])('refuses %s', async (path, status, reason, message) => {
    expect(refusalOf(await call(path))).toEqual([status, reason, expect.stringMatching(message)]);
  });

  it('tells who calls, makes ids, and says what may be done with a file', async () => {
    const { body } = await call('/drive/v3/about?fields=user(emailAddress,displayName)');
    expect(body['user']).toEqual({
      displayName: expect.stringContaining('gserviceaccount.com'),
      emailAddress: expect.stringContaining('gserviceaccount.com'),
    });
    expect((await call('/drive/v3/files/generateIds?count=3')).body['ids']).toHaveLength(3);
    const file = await call('/drive/v3/files/ID?fields=capabilities(canEdit)');
    expect(file.body).toEqual({ capabilities: { canEdit: true } });
  });

  it('has a parent once, and empties the trash', async () => {
    const moved = await call('/drive/v3/files/ID?addParents=root&fields=parents', { method: 'PATCH' });
    expect(moved.body).toEqual({ parents: ['root'] });
    const gone = emulator.createSpreadsheet('Gone');
    const trash = { method: 'PATCH', body: JSON.stringify({ trashed: true }) };
    await call(`/drive/v3/files/${gone}`, trash);
    expect((await call('/drive/v3/files/trash', { method: 'DELETE' })).status).toBe(204);
    expect((await call(`/drive/v3/files/${gone}`)).status).toBe(404);
  });

  it('answers a permission whole when it is asked for fields', async () => {
    const share = (body: unknown) =>
      call('/drive/v3/files/ID/permissions?fields=*', { method: 'POST', body: JSON.stringify(body) });
    const somebody = await share({ type: 'user', role: 'writer', emailAddress: 'ann@example.org' });
    expect(somebody.body).toMatchObject({ displayName: 'ann', deleted: false, pendingOwner: false });
    const anyone = await share({ type: 'anyone', role: 'reader' });
    expect(anyone.body).toEqual({
      kind: 'drive#permission',
      id: 'anyoneWithLink',
      type: 'anyone',
      role: 'reader',
      allowFileDiscovery: false,
    });
  });

  it('makes a spreadsheet of uploaded text, and replaces it', async () => {
    const metadata = JSON.stringify({ name: 'Uploaded', mimeType: SHEET });
    const part = (type: string, text: string) => `--zz\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
    const body = `${part('application/json', metadata)}${part('text/csv', 'a,b\r\n1,"2,3"\n')}--zz--`;
    const headers = { 'content-type': 'multipart/related; boundary=zz' };
    const made = await call('/upload/drive/v3/files?uploadType=multipart', { method: 'POST', headers, body });
    expect(made.body).toMatchObject({ name: 'Uploaded', mimeType: SHEET });
    const madeId = String(made.body['id']);
    expect(emulator.spreadsheet(madeId).values('Sheet1')).toEqual([
      ['a', 'b'],
      [1, '2,3'],
    ]);
    const replaced = await call(`/upload/drive/v3/files/${madeId}?uploadType=media`, {
      method: 'PATCH',
      headers: { 'content-type': 'text/csv' },
      body: 'q,w',
    });
    expect(replaced.body).toEqual({ kind: 'drive#file', id: madeId, name: 'Uploaded', mimeType: SHEET });
    expect(emulator.spreadsheet(madeId).values('Sheet1')).toEqual([['q', 'w']]);
  });

  it('lets a key read what anyone may read, and nothing else', async () => {
    const secret = emulator.createSpreadsheet('Secret');
    const read = `/v4/spreadsheets/${secret}?key=AIzaKey`;
    expect((await call(read)).status).toBe(403);
    const write = { method: 'POST', body: JSON.stringify({ values: [[1]] }) };
    const append = `/v4/spreadsheets/${secret}/values/A1:append?valueInputOption=RAW`;
    expect((await call(`${append}&key=AIzaKey`, write)).status).toBe(401);
    const everybody = { method: 'POST', body: JSON.stringify({ type: 'anyone', role: 'reader' }) };
    await call(`/drive/v3/files/${secret}/permissions`, everybody);
    expect((await call(read)).status).toBe(200);
    expect((await call(append, write)).status).toBe(200);
  });

  it('says which credentials are missing, and which are bad', async () => {
    emulator.access.expireTokens();
    const bad = { headers: { authorization: 'Bearer old' } };
    expect(refusalOf(await call('/drive/v3/files', bad)).slice(0, 2)).toEqual([401, 'authError']);
    expect(refusalOf(await call('/drive/v3/files')).slice(0, 2)).toEqual([403, 'forbidden']);
    const read = await call('/v4/spreadsheets/ID');
    expect([read.status, JSON.stringify(read.body)]).toEqual([
      403,
      expect.stringMatching(/unregistered callers.*PERMISSION_DENIED/),
    ]);
    const write = await call('/v4/spreadsheets', { method: 'POST', body: '{}' });
    expect([write.status, JSON.stringify(write.body)]).toEqual([
      401,
      expect.stringMatching(/missing required authentication credential/),
    ]);
    emulator.access.acceptAnyToken();
  });
});
