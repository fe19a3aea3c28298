import { generateKeyPairSync } from 'node:crypto';
import type { GoogleCredentials } from '@quiz-sync/google-sheets';
import { afterEach, describe, expect, it } from 'vitest';
import { examineGoogle } from '../src/examine-google.js';
import { dateOf, dateOfRefusal } from '../src/google-date.js';
import { emulatorForTests, newSpreadsheet } from './emulated-sheets.ts';

const emulator = emulatorForTests();
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const clientEmail = 'sync@project.iam.gserviceaccount.com';
const KEY: GoogleCredentials = { type: 'service_account', clientEmail, privateKey };

afterEach(() => {
  emulator().access.acceptAnyToken();
  emulator().access.issueTokens();
});

function place() {
  const { spreadsheetId, people } = newSpreadsheet(emulator());
  const options = { spreadsheetId, emulatorHost: `127.0.0.1:${emulator().port}`, credentials: KEY };
  return { spreadsheetId, people, options };
}

describe('the way to a spreadsheet', () => {
  it('is told whole when all of it works, and costs one read of no cells', async () => {
    const { options } = place();
    emulator().clearCalls();
    const { credentials, token, tabs, clockAheadMs } = await examineGoogle(options);
    expect(credentials._unsafeUnwrap()).toEqual({ account: clientEmail, none: false });
    expect(token?.isOk()).toBe(true);
    const sheet1 = { tabId: 0, title: 'Sheet1', filtered: false, forbidden: [] };
    expect(tabs?._unsafeUnwrap()).toEqual([sheet1]);
    expect(Math.abs(clockAheadMs ?? Number.NaN)).toBeLessThan(60_000);
    expect(emulator().counts).toMatchObject({ read: 1, write: 0 });
  });

  it('needs no credentials in an emulator', async () => {
    const { options } = place();
    const { credentials: _, ...nobody } = options;
    const { credentials } = await examineGoogle(nobody);
    expect(credentials._unsafeUnwrap()).toMatchObject({ none: true });
  });

  it('tells how far the clock is ahead, also by a refusal', async () => {
    const { options } = place();
    const HOUR_MS = 3_600_000;
    const ahead = await examineGoogle(options, () => Date.now() + HOUR_MS);
    expect(Math.round((ahead.clockAheadMs ?? 0) / HOUR_MS)).toBe(1);
    emulator().access.refuseTokens();
    const behind = await examineGoogle(options, () => Date.now() - HOUR_MS);
    expect(behind.token?._unsafeUnwrapErr()).toMatchObject({ type: 'credentials_rejected' });
    expect(Math.round((behind.clockAheadMs ?? 0) / HOUR_MS)).toBe(-1);
    expect(behind.tabs).toBeUndefined();
  });

  it('stops at credentials that are none', async () => {
    const { options } = place();
    const credentials = { type: 'service_account_file', path: '/nowhere/key.json' } as const;
    const found = await examineGoogle({ ...options, credentials });
    expect(found.credentials._unsafeUnwrapErr()).toMatchObject({
      type: 'credentials_rejected',
      message: expect.stringContaining('/nowhere/key.json'),
    });
    expect(found).toMatchObject({ token: undefined, tabs: undefined, clockAheadMs: undefined });
  });

  it('tells a spreadsheet that is not shared, by the account to share it with', async () => {
    const { options, spreadsheetId } = place();
    emulator().access.revoke(spreadsheetId);
    expect((await examineGoogle(options)).tabs?._unsafeUnwrapErr()).toMatchObject({
      type: 'permission_denied',
      account: clientEmail,
    });
  });

  it('tells filters, and where we may not write', async () => {
    const { options, people } = place();
    const range = { sheetId: 0, startColumnIndex: 2, endColumnIndex: 4 };
    const hidden = { columnIndex: 1, filterCriteria: { hiddenValues: ['x'] } };
    people.do(
      { setBasicFilter: { filter: { range: { sheetId: 0 }, filterSpecs: [hidden] } } },
      { addProtectedRange: { protectedRange: { range, editors: { users: ['head@school.example'] } } } },
      { addProtectedRange: { protectedRange: { range: { sheetId: 0 }, warningOnly: true } } },
    );
    expect((await examineGoogle(options)).tabs?._unsafeUnwrap()).toMatchObject([
      { filtered: true, forbidden: [{ from: 2, before: 4 }] },
    ]);
  });
});

it.each([
  [{ date: 'Mon, 23 Nov 2026 12:00:00 GMT' }, 1_795_435_200_000],
  [new Headers({ date: 'Mon, 23 Nov 2026 12:00:00 GMT' }), 1_795_435_200_000],
  [{ date: 'noon' }, undefined],
  [{}, undefined],
  [undefined, undefined],
])('the date in %j', (headers, at) => {
  expect(dateOf(headers)).toBe(at);
  const thrown = new Error('refused', { cause: { response: { headers } } });
  expect(dateOfRefusal(thrown)).toBe(at);
});
