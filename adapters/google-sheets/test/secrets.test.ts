import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import type { SheetBatch } from '@quiz-sync/core';
import { type GoogleCredentials, googleSheets } from '@quiz-sync/google-sheets';
import { describe, expect, onTestFinished, test } from 'vitest';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const KEY_LINES = privateKey.split('\n').filter((line) => !line.startsWith('-') && line !== '');
/** Looks like no token that anybody would know by its shape. */
const TOKEN = 'opaque canary of a token'.replaceAll(' ', '_');
const ADDRESS = 'canary.learner+1@school.example';
const CREDENTIALS: GoogleCredentials = {
  type: 'service_account',
  clientEmail: 'sync@project.iam.gserviceaccount.com',
  privateKey,
};

/** All that a request carried, in words of Google's: what a gateway on the way might say. */
type Echo = (request: IncomingMessage, body: string) => { status: number; body: string };

const inMessage: Echo = ({ headers }, body) => ({
  status: 400,
  body: JSON.stringify({
    error: {
      code: 400,
      message: `token ${headers.authorization?.slice(7)} said ${body} with ${KEY_LINES[0]}`,
    },
  }),
});
const inDescription: Echo = (_request, body) => ({
  status: 400,
  body: JSON.stringify({ error: 'invalid_grant', error_description: `Bad: ${body} ${KEY_LINES.join('')}` }),
});
const inHtml: Echo = ({ headers }, body) => ({
  status: 502,
  body: `<html>${headers.authorization} ${body}</html>`,
});

/** A Google that says back what it is told. */
async function echoing({ tokens, calls }: { tokens?: Echo; calls?: Echo }) {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const granted = { status: 200, body: JSON.stringify({ access_token: TOKEN, token_type: 'Bearer' }) };
    const answer = request.url === '/token' ? tokens?.(request, body) : calls?.(request, body);
    const { status, body: said } = answer ?? granted;
    response.writeHead(status, { 'content-type': 'application/json' }).end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const emulatorHost = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return googleSheets({ spreadsheetId: 'abc', emulatorHost, credentials: CREDENTIALS });
}

const batch: SheetBatch = {
  ...{ from: null, to: 'r1', timeZone: 'UTC', anchorTabId: 0, readBack: [] },
  changes: [{ type: 'write_cells', tabId: 0, firstRow: 1, firstColumn: 0, rows: [[ADDRESS]] }],
};

describe('what Google, or whatever is in between, says back is not said on (fault 54)', () => {
  test.each([
    ['an endpoint of tokens that repeats the assertion and the key', { tokens: inDescription }],
    ['an endpoint of tokens that repeats it as a message', { tokens: inMessage }],
    ['an endpoint of tokens that is a page', { tokens: inHtml }],
    ['a refusal that repeats the token and the cells', { calls: inMessage }],
    ['a page that repeats them', { calls: inHtml }],
  ])('%s', async (_, echoes) => {
    const sheets = await echoing(echoes);
    const errors = [
      (await sheets.read({ tabs: [], ranges: [] }))._unsafeUnwrapErr(),
      (await sheets.write(batch))._unsafeUnwrapErr(),
    ];
    for (const error of errors) {
      const said = `${error.message}\n${inspect(error, { depth: 20 })}\n${JSON.stringify(error)}`;
      expect(error.message).not.toBe('');
      for (const secret of [TOKEN, ADDRESS, ...KEY_LINES.map((line) => line.slice(0, 40))])
        expect(said).not.toContain(secret);
      expect(said).not.toMatch(/eyJ[\w-]{20}/);
    }
  });

  test('an address of a learner that a refusal repeats', async () => {
    const said = { error: { code: 400, message: `Invalid value: ${ADDRESS}` } };
    const sheets = await echoing({ calls: () => ({ status: 400, body: JSON.stringify(said) }) });
    expect((await sheets.write(batch))._unsafeUnwrapErr().message).toMatch(/Invalid value: \[masked\]$/);
  });

  test('the account to share with is still named', async () => {
    const said = { error: { code: 403, message: `${CREDENTIALS.clientEmail} may not` } };
    const sheets = await echoing({ calls: () => ({ status: 403, body: JSON.stringify(said) }) });
    const error = (await sheets.write(batch))._unsafeUnwrapErr();
    expect(error).toMatchObject({ account: CREDENTIALS.clientEmail, message: said.error.message });
  });
});
