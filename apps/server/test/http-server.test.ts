import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { SyncRun, SyncStatus } from '@quiz-sync/core';
import express from 'express';
import { ResultAsync } from 'neverthrow';
import { describe, expect, onTestFinished, test } from 'vitest';
import { httpApp } from '../src/http/http-app.js';
import { CLIENT_LIMITS, listen } from '../src/http/http-server.js';
import { serveApp } from './serve-app.js';
import { status, stubQuizSync } from './stub-quiz-sync.js';

/** Short, since a test waits for them to pass. */
const IMPATIENT = { headersMs: 150, requestMs: 300, checkEveryMs: 50, stalledMs: 60_000, connections: 1_000 };
const PATIENT = {
  headersMs: 60_000,
  requestMs: 60_000,
  checkEveryMs: 60_000,
  stalledMs: 60_000,
  connections: 1_000,
};

/** Bytes that are under way on a connection, at most, on either side. */
const MORE_THAN_SYSTEMS_KEEP = 64_000_000;

function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** What came until the other side closed. */
async function everythingFrom(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

const HEADERS = 'POST /api/quiz/submit HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const WITH_LENGTH = `${HEADERS}Content-Length: 100000\r\n\r\n`;
const IN_CHUNKS = `${HEADERS}Transfer-Encoding: chunked\r\n\r\n`;
const WHOLE = 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n';

/** Goes on sending, a little at a time and never the end, for as long as the other side listens. */
function drip(socket: Socket, piece: string): void {
  const dripping = setInterval(() => socket.write(piece), 5);
  socket.on('error', () => {}).once('close', () => clearInterval(dripping));
}

describe('clients that never come to an end (fault 39)', () => {
  test.each([
    ['not a byte', '', ''],
    ['one byte', HEADERS.slice(0, 1), ''],
    ['headers that stop', HEADERS, ''],
    ['headers, dripped', HEADERS, 'X-More: 1\r\n'],
    ['a header without end, dripped', `${HEADERS}X-More: `, 'x'],
    ['headers of a second request, dripped', `${WHOLE}${HEADERS}`, 'X-More: 1\r\n'],
    ['a body that stops', `${WITH_LENGTH}{`, ''],
    ['a body, dripped', `${WITH_LENGTH}{`, ' '],
    ['a body in chunks, dripped', IN_CHUNKS, '1\r\n \r\n'],
    ['the body of a second request, dripped', `${WHOLE}${WITH_LENGTH}`, ' '],
    ['a body for a route that takes none, dripped', WITH_LENGTH.replace('quiz/submit', 'sync/force'), ' '],
  ])('%s: 408, and the connection is closed', async (_, sent, piece) => {
    const forceSync = () => new ResultAsync<SyncRun, never>(new Promise(() => {}));
    const { url } = await serveApp({ quizSync: stubQuizSync({ forceSync }) }, IMPATIENT);
    const socket = open(url);
    socket.write(sent);
    if (piece !== '') drip(socket, piece);
    const answer = await everythingFrom(socket);
    expect(answer).toMatch(/(?:^|})HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('"code":"request_timeout"');
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });

  test('a hundred of them at once keep nobody waiting', async () => {
    const { url } = await serveApp({}, PATIENT);
    const sockets = Array.from({ length: 100 }, () => open(url));
    for (const socket of sockets) {
      socket.write(`${WITH_LENGTH}{`);
      drip(socket, ' ');
    }
    await Promise.all(sockets.map((socket) => once(socket, 'ready')));
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });

  test('the service itself is patient for half a minute at most', () => {
    expect(CLIENT_LIMITS.headersMs).toBeLessThanOrEqual(CLIENT_LIMITS.requestMs);
    expect(CLIENT_LIMITS.requestMs + CLIENT_LIMITS.checkEveryMs).toBeLessThanOrEqual(32_000);
  });
});

describe('clients that do not behave', () => {
  test.each([
    ['something else than HTTP', 'HELO quiz\r\n\r\n', 400, 'malformed_request'],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
  ])('%s', async (_, sent, expectedStatus, code) => {
    const socket = open((await serveApp({}, IMPATIENT)).url);
    socket.write(sent);
    const answer = await everythingFrom(socket);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${expectedStatus} `));
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain(`"code":"${code}"`);
  });

  test('one that goes away while it sends leaves the service as it was', async () => {
    const { url } = await serveApp();
    const socket = open(url);
    socket.write(
      'POST /api/quiz/submit HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    );
    await new Promise((resolve) => socket.once('ready', resolve));
    socket.destroy();
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });
});

describe('clients that ask for more than they take', () => {
  test('one that takes in nothing of its answer is cut off', async () => {
    const isWhole = Promise.withResolvers<boolean>();
    const large = express().use((_request, response) => {
      response.once('close', () => isWhole.resolve(response.writableFinished));
      response.end(Buffer.alloc(MORE_THAN_SYSTEMS_KEEP));
    });
    const limits = { ...PATIENT, stalledMs: 50 };
    const { url, drain } = (await listen(large, { host: '127.0.0.1', port: 0 }, limits))._unsafeUnwrap();
    onTestFinished(() => drain(0));
    open(url).pause().write(WHOLE);
    expect(await isWhole.promise).toBe(false);
  });

  test('one that waits for an answer that is long in coming is not', async () => {
    const held = Promise.withResolvers<SyncStatus>();
    const syncStatus = () => ResultAsync.fromSafePromise<SyncStatus, never>(held.promise);
    const { url } = await serveApp({ quizSync: stubQuizSync({ syncStatus }) }, { ...PATIENT, stalledMs: 20 });
    const request = fetch(`${url}/api/sync/status`);
    setTimeout(() => held.resolve(status), 100);
    expect((await request).status).toBe(200);
  });

  test('one that sends ahead is answered in order, and cut off when it sends ahead without end', async () => {
    let asked = 0;
    const syncStatus = () => {
      asked += 1;
      return new ResultAsync<SyncStatus, never>(new Promise(() => {}));
    };
    const { url } = await serveApp({ quizSync: stubQuizSync({ syncStatus }) }, PATIENT);
    const modest = open(url);
    modest.write(`${WHOLE.repeat(20)}GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect((await everythingFrom(modest)).match(/HTTP\/1\.1 200/g)).toHaveLength(21);
    const greedy = open(url).on('error', () => {});
    greedy.write('GET /api/sync/status HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1_000));
    await once(greedy.resume(), 'close');
    expect(asked).toBeLessThan(200);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });
});

describe('draining', () => {
  /** A server on which one request is under way until `answer` is called. */
  async function busyServer() {
    const asked = Promise.withResolvers<void>();
    const held = Promise.withResolvers<SyncStatus>();
    const syncStatus = () => {
      asked.resolve();
      return ResultAsync.fromSafePromise<SyncStatus, never>(held.promise);
    };
    const server = await serveApp({ quizSync: stubQuizSync({ syncStatus }) });
    const request = fetch(`${server.url}/api/sync/status`);
    await asked.promise;
    return { server, request, answer: () => held.resolve(status) };
  }

  test('takes no more connections and finishes what is under way', async () => {
    const { server, request, answer } = await busyServer();
    const drained = server.drain(60_000);
    await expect(fetch(`${server.url}/livez`, { headers: { connection: 'close' } })).rejects.toThrow();
    answer();
    expect(await (await request).json()).toMatchObject({ state: status.state });
    await drained;
  });

  test('lets a large answer be taken in whole that has been handed over', async () => {
    const large = express().use(
      (_request, response) => void response.end(Buffer.alloc(MORE_THAN_SYSTEMS_KEEP)),
    );
    const { url, drain } = (await listen(large, { host: '127.0.0.1', port: 0 }))._unsafeUnwrap();
    const socket = open(url).pause();
    socket.write(WHOLE);
    await once(socket, 'readable');
    const drained = drain(60_000);
    let bytes = 0;
    for await (const chunk of socket) bytes += chunk.length;
    expect(bytes).toBeGreaterThan(MORE_THAN_SYSTEMS_KEEP);
    await drained;
  });

  test('cuts off what does not end in time', async () => {
    const { server, request } = await busyServer();
    const outcome = expect(request).rejects.toThrow();
    await server.drain(1);
    await outcome;
  });
});

test('a port that is taken is said so, with what to do', async () => {
  const { url } = await serveApp();
  const port = Number(new URL(url).port);
  const parts = { quizSync: stubQuizSync(), authenticate: undefined, localSpreadsheet: undefined };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const app = httpApp({ ...parts, log, isDraining: () => false });
  const failure = (await listen(app, { host: '127.0.0.1', port }))._unsafeUnwrapErr();
  expect(failure).toEqual({
    type: 'not_listening',
    message: expect.stringMatching(new RegExp(`Port ${port} .*taken.*PORT`)),
  });
});

test('an address that is not this machine’s is said so', async () => {
  const parts = { quizSync: stubQuizSync(), authenticate: undefined, localSpreadsheet: undefined };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const app = httpApp({ ...parts, log, isDraining: () => false });
  const failure = (await listen(app, { host: '192.0.2.1', port: 0 }))._unsafeUnwrapErr();
  expect(failure.message).toMatch(/192\.0\.2\.1 is no address of this machine: set HOST/);
});
