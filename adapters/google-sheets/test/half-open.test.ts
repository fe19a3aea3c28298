import { generateKeyPairSync } from 'node:crypto';
import type { SheetBatch, SheetsError, SheetsPort } from '@quiz-sync/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emulatorForTests, newSpreadsheet } from './emulated-sheets.ts';
import { type SwallowingProxy, swallowingProxy } from './swallowing-proxy.ts';

const emulator = emulatorForTests();

/** Long enough for what answers, since nothing that is swallowed is ever answered. */
const timeouts = { readMs: 2_000, writeMs: 2_000 };

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const credentials = {
  type: 'service_account',
  clientEmail: 'sync@project.iam.gserviceaccount.com',
  privateKey,
} as const;

let proxy: SwallowingProxy;

beforeEach(async () => {
  proxy = await swallowingProxy(emulator().port);
});

afterEach(() => proxy[Symbol.asyncDispose]());

const look = (sheets: SheetsPort) => sheets.read({ tabs: 'all', ranges: [] });

function batch(from: string | null, to: string): SheetBatch {
  const changes = [
    { type: 'write_cells', tabId: 0, firstRow: 1, firstColumn: 0, rows: [['ann', 90]] },
  ] as const;
  return { from, to, timeZone: 'UTC', anchorTabId: 0, changes, readBack: [] };
}

async function errorOf(result: ReturnType<SheetsPort['read'] | SheetsPort['write']>): Promise<SheetsError> {
  return (await result)._unsafeUnwrapErr();
}

describe('a connection that was good, and swallows everything from now on (fault 33)', () => {
  test('a read ends by its time-out, and the next one succeeds when the network does', async () => {
    const { sheets } = newSpreadsheet(emulator(), { emulatorHost: proxy.host, timeouts });
    expect((await look(sheets)).isOk()).toBe(true);
    proxy.mode = 'swallows requests';
    expect(await errorOf(look(sheets))).toMatchObject({
      type: 'unavailable',
      message: expect.stringContaining('no whole answer within 2000 ms'),
    });
    proxy.mode = 'forwarding';
    expect((await look(sheets)).isOk()).toBe(true);
  });

  test('a write ends by its time-out with its outcome unknown, and nothing was applied', async () => {
    const { sheets, spreadsheetId } = newSpreadsheet(emulator(), { emulatorHost: proxy.host, timeouts });
    expect((await look(sheets)).isOk()).toBe(true);
    proxy.mode = 'swallows requests';
    expect(await errorOf(sheets.write(batch(null, 'r1')))).toMatchObject({ type: 'outcome_unknown' });
    proxy.mode = 'forwarding';
    expect(emulator().spreadsheet(spreadsheetId).values('Sheet1')).toEqual([]);
    expect((await look(sheets))._unsafeUnwrap().revision).toBeNull();
  });

  test('a write whose answer is swallowed has its outcome unknown, and the revision tells', async () => {
    const { sheets } = newSpreadsheet(emulator(), { emulatorHost: proxy.host, timeouts });
    expect((await look(sheets)).isOk()).toBe(true);
    proxy.mode = 'swallows answers';
    expect(await errorOf(sheets.write(batch(null, 'r1')))).toMatchObject({ type: 'outcome_unknown' });
    proxy.mode = 'forwarding';
    expect((await look(sheets))._unsafeUnwrap().revision).toBe('r1');
  });
});

describe('an endpoint for tokens that swallows everything (fault 33)', () => {
  test.each(['swallows requests', 'swallows answers'] as const)(
    'and %s: a write ends by the time-out, was certainly not sent, and goes on when there are tokens',
    async (mode) => {
      const tokenUrl = `http://${proxy.host}/token`;
      const { sheets } = newSpreadsheet(emulator(), { credentials, tokenUrl, timeouts });
      emulator().clearCalls();
      proxy.mode = mode;
      expect(await errorOf(sheets.write(batch(null, 'r1')))).toMatchObject({
        type: 'unavailable',
        message: expect.stringContaining("Google's sign-in could not be reached"),
      });
      expect(proxy.connections()).toBeGreaterThan(0);
      expect(emulator().calls).toEqual([]);
      proxy.mode = 'forwarding';
      expect((await sheets.write(batch(null, 'r1'))).isOk()).toBe(true);
    },
  );
});
