import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SheetsError, SheetsPort } from '@quiz-sync/core';
import type { GoogleCredentials } from '@quiz-sync/google-sheets';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkedKey, mendKey } from '../src/credentials.js';
import { emulatorForTests, newSpreadsheet } from './emulated-sheets.ts';

const emulator = emulatorForTests();
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const clientEmail = 'sync@project.iam.gserviceaccount.com';
const KEY: GoogleCredentials = { type: 'service_account', clientEmail, privateKey };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quiz-sync-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  emulator().access.acceptAnyToken();
  emulator().access.issueTokens();
  vi.unstubAllEnvs();
});

async function keyFile(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const serviceAccount = { type: 'service_account', client_email: clientEmail, private_key: privateKey };
const look = (sheets: SheetsPort) => sheets.read({ tabs: 'all', ranges: [] });

async function errorOf(sheets: SheetsPort): Promise<SheetsError> {
  return (await look(sheets))._unsafeUnwrapErr();
}

describe('a service account', () => {
  test('signs for a token, and uses it for as long as it lasts', async () => {
    emulator().access.expireTokens(); // From now on only tokens of the endpoint are good.
    const { sheets } = newSpreadsheet(emulator(), { credentials: KEY });
    expect(sheets.describe().account).toBe(clientEmail);
    expect((await look(sheets)).isOk()).toBe(true);
    emulator().access.refuseTokens();
    expect((await look(sheets)).isOk()).toBe(true);
  });

  test('gets another token, once, when one is refused (fault 14)', async () => {
    const { sheets } = newSpreadsheet(emulator(), { credentials: KEY });
    expect((await look(sheets)).isOk()).toBe(true);
    emulator().access.expireTokens();
    emulator().clearCalls();
    expect((await look(sheets)).isOk()).toBe(true);
    const statuses = emulator()
      .calls.filter(({ kind }) => kind === 'read')
      .map(({ status }) => status);
    expect(statuses).toEqual([401, 200, 200]);
  });

  test('that is refused its token is told so, and goes on when it gets one (fault 14)', async () => {
    const { sheets } = newSpreadsheet(emulator(), { credentials: KEY });
    emulator().access.refuseTokens();
    const error = await errorOf(sheets);
    expect(error).toMatchObject({ type: 'credentials_rejected' });
    expect(error.message).toContain('invalid_grant');
    emulator().access.issueTokens();
    expect((await look(sheets)).isOk()).toBe(true);
  });

  test('on a machine whose clock is wrong is told to look at it (fault 14)', async () => {
    const { sheets } = newSpreadsheet(emulator(), { credentials: KEY });
    emulator().access.refuseTokens(
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    );
    const error = await errorOf(sheets);
    expect(error).toMatchObject({ type: 'credentials_rejected' });
    expect(error.message).toContain('is the clock of this machine right?');
    emulator().access.issueTokens();
    expect((await look(sheets)).isOk()).toBe(true);
  });

  test('whose key was revoked goes on with the new one, without a restart (fault 14)', async () => {
    const fresh = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const account = 'revoked@project.iam.gserviceaccount.com';
    const path = await keyFile('revoked.json', { ...serviceAccount, client_email: account });
    const { sheets } = newSpreadsheet(emulator(), { credentials: { type: 'service_account_file', path } });
    expect((await look(sheets)).isOk()).toBe(true);
    emulator().access.knowKey(account, fresh.publicKey.export({ type: 'spki', format: 'pem' }).toString());
    emulator().access.expireTokens();
    expect(await errorOf(sheets)).toMatchObject({ type: 'credentials_rejected' });
    const private_key = fresh.privateKey.export({ type: 'pkcs8', format: 'pem' });
    await keyFile('revoked.json', { ...serviceAccount, client_email: account, private_key });
    expect((await look(sheets)).isOk()).toBe(true);
  });

  test('that is refused while it writes is told so, not that the outcome is unknown', async () => {
    const { sheets } = newSpreadsheet(emulator(), { credentials: KEY });
    emulator().access.expireTokens();
    emulator().access.refuseTokens();
    const batch = { from: null, to: 'r1', timeZone: 'UTC', anchorTabId: 0, changes: [], readBack: [] };
    expect((await sheets.write(batch))._unsafeUnwrapErr()).toMatchObject({ type: 'credentials_rejected' });
  });

  test('that cannot reach the endpoint for tokens has sent nothing, not even a write', async () => {
    const { sheets } = newSpreadsheet(emulator(), { credentials: KEY, tokenUrl: 'http://127.0.0.1:1/token' });
    const batch = { from: null, to: 'r1', timeZone: 'UTC', anchorTabId: 0, changes: [], readBack: [] };
    expect((await sheets.write(batch))._unsafeUnwrapErr()).toMatchObject({ type: 'unavailable' });
  });
});

describe('a key file', () => {
  test('is read when it is needed, and names the account', async () => {
    const path = await keyFile('key.json', serviceAccount);
    emulator().access.expireTokens();
    const { sheets } = newSpreadsheet(emulator(), { credentials: { type: 'service_account_file', path } });
    expect(sheets.describe().account).toBeUndefined();
    expect((await look(sheets)).isOk()).toBe(true);
    expect(sheets.describe().account).toBe(clientEmail);
  });

  test('may be mended without a restart', async () => {
    const path = await keyFile('mended.json', '{');
    const { sheets } = newSpreadsheet(emulator(), { credentials: { type: 'service_account_file', path } });
    expect(await errorOf(sheets)).toMatchObject({ type: 'credentials_rejected' });
    await keyFile('mended.json', serviceAccount);
    expect((await look(sheets)).isOk()).toBe(true);
  });

  test.each([
    { what: 'is not there', content: undefined, says: 'ENOENT' },
    { what: 'is not JSON', content: 'canary {', says: 'not a JSON object' },
    { what: 'is a list', content: '"canary"', says: 'not a JSON object' },
    { what: 'lacks its parts', content: { type: 'service_account', note: 'canary' }, says: 'client_email' },
    {
      what: 'holds no key',
      content: { ...serviceAccount, private_key: 'canary' },
      says: 'not a key in PEM form',
    },
    {
      what: 'holds half a key',
      content: { ...serviceAccount, private_key: privateKey.slice(0, 400) },
      says: 'not a key in PEM form',
    },
    { what: 'is of an unknown kind', content: { type: 'api_key', key: 'canary {' }, says: 'not known here' },
  ])('that $what is refused, without a word of its content', async ({ content, says }) => {
    const path = content === undefined ? join(folder, 'none.json') : await keyFile('bad.json', content);
    const { sheets } = newSpreadsheet(emulator(), { credentials: { type: 'service_account_file', path } });
    const error = await errorOf(sheets);
    expect(error.type).toBe('credentials_rejected');
    expect(error.message).toContain(says);
    const everything = JSON.stringify(error) + String('cause' in error ? (error.cause as Error).stack : '');
    expect(everything).not.toMatch(/"private_key"|canary \{|MII/);
  });
});

const userFile = {
  type: 'authorized_user',
  client_id: 'client.apps.googleusercontent.com',
  client_secret: 'canary',
  refresh_token: '1//canary',
};

test('a file of gcloud’s is as good as a key', async () => {
  const path = await keyFile('user.json', userFile);
  emulator().access.expireTokens();
  const { sheets } = newSpreadsheet(emulator(), { credentials: { type: 'service_account_file', path } });
  expect((await look(sheets)).isOk()).toBe(true);
  expect(sheets.describe().account).toBeUndefined();
});

describe('application default credentials', () => {
  const credentials: GoogleCredentials = { type: 'application_default' };

  test.each([
    { of: 'a service account', content: serviceAccount, account: clientEmail },
    { of: 'a user', content: userFile, account: undefined },
  ])('of $of are found where the environment says', async ({ content, account }) => {
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', await keyFile('default.json', content));
    emulator().access.expireTokens();
    const { sheets } = newSpreadsheet(emulator(), { credentials });
    expect((await look(sheets)).isOk()).toBe(true);
    expect(sheets.describe().account).toBe(account);
  });

  test('that are nowhere are told so', async () => {
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', undefined);
    vi.stubEnv('CLOUDSDK_CONFIG', undefined);
    vi.stubEnv('HOME', folder);
    vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
    const { sheets } = newSpreadsheet(emulator(), { credentials });
    const error = await errorOf(sheets);
    expect(error).toMatchObject({ type: 'credentials_rejected' });
    expect(error.message).toContain('Could not load the default credentials');
  });
});

describe('a key from the environment', () => {
  const oneLine = privateKey.replaceAll('\n', '\\n');
  test.each([
    ['as it is', privateKey],
    ['with line breaks written out', oneLine],
    ['in quotes', `"${oneLine}"`],
    ['without the last line break, with spaces', `  ${privateKey.trim()}  `],
    ['from another system', privateKey.replaceAll('\n', '\r\n')],
  ])('works %s', (_how, given) => {
    expect(() => checkedKey({ clientEmail, privateKey: given })).not.toThrow();
  });

  test('is mended to what Google’s console gives', () => {
    expect(mendKey(`'${oneLine}'`)).toBe(privateKey);
  });
});
