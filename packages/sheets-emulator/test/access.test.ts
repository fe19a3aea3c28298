import { createSign, generateKeyPairSync } from 'node:crypto';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('access', () => {
  let emulator: SheetsEmulator;
  let now = Date.UTC(2026, 0, 1);

  beforeAll(async () => {
    emulator = await startSheetsEmulator({ now: () => now });
  });

  afterAll(() => emulator.close());

  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const assertion = (key: string, iss: string): string => {
    const text = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded({ iss, scope: 'spreadsheets' })}`;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
  };
  const pair = () =>
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
  const token = async (key: string, iss: string) => {
    const grant = {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: assertion(key, iss),
    };
    const answer = await fetch(`${emulator.url}/token`, { method: 'POST', body: new URLSearchParams(grant) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const write = (id: string, bearer?: string): Promise<Response> =>
    fetch(`${emulator.url}/v4/spreadsheets/${id}/values/A1?valueInputOption=RAW`, {
      method: 'PUT',
      body: JSON.stringify({ values: [['x']] }),
      headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
    });

  it('issues tokens for assertions, and looks at signatures when it knows the key', async () => {
    const account = 'writer@project.iam.gserviceaccount.com';
    const [right, wrong] = [pair(), pair()];
    expect((await token(wrong.privateKey, account)).status).toBe(200);
    emulator.access.knowKey(account, right.publicKey);
    expect(await token(wrong.privateKey, account)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' },
    });
    expect((await token(right.privateKey, account)).body).toMatchObject({ token_type: 'Bearer' });
  });

  it('keeps callers out of what people protect, and lets in whom they name', async () => {
    const id = emulator.createSpreadsheet('Protected');
    const people = emulator.people(id).protect('Sheet1', { range: 'A1:B2' });
    const refused = await write(id);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/You are trying to edit a protected cell or object/);
    people.unprotect('Sheet1').protect('Sheet1', { warningOnly: true });
    expect((await write(id)).status).toBe(200);
  });

  it('leaves reading when only writing was taken away', async () => {
    const id = emulator.createSpreadsheet('Read only');
    emulator.access.revoke(id, 'reading');
    expect((await fetch(`${emulator.url}/v4/spreadsheets/${id}/values/A1`)).status).toBe(200);
    expect((await write(id)).status).toBe(403);
  });

  it('holds callers to the quota of a minute', async () => {
    const id = emulator.createSpreadsheet('Quota');
    emulator.quota.enforce();
    const statuses: number[] = [];
    for (let i = 0; i < 61; i++) statuses.push((await write(id)).status);
    expect(statuses.slice(-2)).toEqual([200, 429]);
    now += 60_000;
    expect((await write(id)).status).toBe(200);
    emulator.quota.lift();
  });

  it('does what people do over HTTP, and refuses what they cannot', async () => {
    const id = emulator.createSpreadsheet('People');
    const act = (deeds: unknown): Promise<Response> =>
      fetch(`${emulator.url}/_emulator/spreadsheets/${id}/people`, {
        method: 'POST',
        body: JSON.stringify({ do: deeds }),
      });
    await act([
      ['type', 'Sheet1', 'A1', [['b'], ['a']]],
      ['sort', 'Sheet1', { column: 'A', range: 'A1:A2' }],
      ['renameTab', 'Sheet1', 'Mine'],
    ]);
    expect(emulator.spreadsheet(id).values('Mine')).toEqual([['a'], ['b']]);
    expect((await act([['constructor']])).status).toBe(400);
  });
});
