import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { googleSharing } from '@quiz-sync/google-sheets';
import { spreadsheetSharingContract } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emulatorForTests } from './emulated-sheets.js';

const emulator = emulatorForTests();
const FRIEND = 'ada@school.example';

function sharing() {
  return googleSharing({ emulatorHost: `127.0.0.1:${emulator().port}` });
}

async function filesOf(spreadsheetId: string, path: string): Promise<object> {
  const address = `${emulator().url}/drive/v3/files/${spreadsheetId}${path}?fields=*`;
  return Object((await (await fetch(address)).json()) as unknown);
}

spreadsheetSharingContract(
  { describe, it, expect, beforeEach, afterEach },
  {
    open: async () => ({
      sharing: sharing(),
      titleOf: async (id) => Object(await filesOf(id, '')).name,
      async editorsOf(id) {
        const { permissions } = Object(await filesOf(id, '/permissions'));
        const writers = Array.from<Permission>(permissions).filter(({ role }) => role === 'writer');
        return writers.map(({ emailAddress }) => emailAddress);
      },
      close: () => undefined,
    }),
  },
);

interface Permission {
  readonly role: string;
  readonly emailAddress: string;
}

async function permissionsOf(spreadsheetId: string): Promise<unknown> {
  const address = `${emulator().url}/drive/v3/files/${spreadsheetId}/permissions?fields=*`;
  return Object((await (await fetch(address)).json()) as unknown).permissions;
}

function refuse(status: number, reason: string, message: string, domain = 'global'): void {
  const body = { error: { code: status, message, errors: [{ domain, reason, message }] } };
  emulator().faults.add({ match: { path: '/drive/v3/' }, effect: { type: 'before', status, body } });
}

describe('sharing a spreadsheet', () => {
  it('makes one, and lets somebody edit it; twice is as once', async () => {
    const id = (await sharing().create('Quiz results'))._unsafeUnwrap();
    expect(emulator().spreadsheet(id).toJSON()).toMatchObject({ properties: { title: 'Quiz results' } });
    (await sharing().share(id, FRIEND))._unsafeUnwrap();
    (await sharing().share(id, FRIEND))._unsafeUnwrap();
    expect(await permissionsOf(id)).toEqual([
      expect.objectContaining({ role: 'owner' }),
      expect.objectContaining({ role: 'writer', type: 'user', emailAddress: FRIEND }),
    ]);
    expect(emulator().calls.at(-2)?.path).toContain(`/drive/v3/files/${id}/permissions`);
  });

  it.each([
    [403, 'storageQuotaExceeded', "The user's Drive storage quota has been exceeded.", 'no_storage'],
    [403, 'forbidden', 'Service Accounts do not have storage quota.', 'no_storage'],
    [403, 'accessNotConfigured', 'Google Drive API has not been used in project 7.', 'drive_api_disabled'],
    [403, 'sharingRateLimitExceeded', 'Rate limit exceeded.', 'rate_limited'],
    [403, 'insufficientFilePermissions', 'The user does not have sufficient permissions.', 'may_not_share'],
    [404, 'notFound', 'File not found: x.', 'may_not_share'],
    [400, 'invalidSharingRequest', 'There is no Google account with this address.', 'address_refused'],
    [401, 'authError', 'Invalid Credentials', 'credentials_rejected'],
    [503, 'backendError', 'Backend Error', 'unavailable'],
  ])('tells %i %s (%s) as %s', async (status, reason, message, type) => {
    refuse(status, reason, message);
    // A refused token is replaced once: the second refusal counts.
    if (status === 401) refuse(status, reason, message);
    expect((await sharing().share('x', FRIEND))._unsafeUnwrapErr()).toMatchObject({ type, message });
  });
});

describe('what sharing is allowed', () => {
  let tokens: Server | undefined;
  afterEach(() => tokens?.close());

  it('is the files it made or was shown, by a token of its own', async () => {
    const asked: string[] = [];
    tokens = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => asked.push(text));
      request.on('end', () => response.end('{"access_token":"t","token_type":"Bearer","expires_in":60}'));
    });
    await new Promise<void>((resolve) => tokens?.listen(0, '127.0.0.1', resolve));
    const { port } = tokens.address() as AddressInfo;
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const made = await googleSharing({
      emulatorHost: `127.0.0.1:${emulator().port}`,
      tokenUrl: `http://127.0.0.1:${port}/token`,
      credentials: {
        type: 'service_account',
        clientEmail: 'sync@school.iam.gserviceaccount.com',
        privateKey,
      },
    }).create('Mine');
    expect(made.isOk()).toBe(true);
    const assertion = new URLSearchParams(asked.join('')).get('assertion') ?? '';
    const claims: unknown = JSON.parse(
      Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'),
    );
    expect(claims).toMatchObject({ scope: 'https://www.googleapis.com/auth/drive.file' });
  });
});
