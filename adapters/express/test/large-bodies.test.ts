import { once } from 'node:events';
import { connect } from 'node:net';
import { Transform } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { MAX_BODY_BYTES } from '@quiz-sync/express';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { fakeQuizSync } from './fake-quiz-sync.js';
import { problemOf } from './problem-of.js';
import { serveRouter } from './serve.js';

const json = { 'content-type': 'application/json' };
const BOMB = Buffer.alloc(10_000_000, '0');

/** Bytes that decompressors made since the test began. */
let inflated = 0;

/** What a decompressor may have made before it is stopped: its pieces are this large at most. */
const ONE_PIECE = 64 * 1024;

function countInflated(): void {
  inflated = 0;
  const push = Transform.prototype.push;
  vi.spyOn(Transform.prototype, 'push').mockImplementation(function (this: Transform, piece, encoding) {
    if (DECOMPRESSORS.has(this.constructor.name) && piece !== null) inflated += (piece as Buffer).length;
    return push.call(this, piece, encoding);
  });
}

const DECOMPRESSORS = new Set(['Gunzip', 'Inflate', 'BrotliDecompress']);

afterEach(() => void vi.restoreAllMocks());

async function submitTo(body: Uint8Array | string, headers: Record<string, string> = json) {
  const { quizSync, calls } = fakeQuizSync();
  const url = `${await serveRouter(quizSync)}/api/quiz/submit`;
  const answer = await fetch(url, { method: 'POST', headers, body });
  return { answer, calls };
}

describe('a body that is too large is answered 413 (fault 40)', () => {
  test.each([
    ['one byte too many', JSON.stringify('x'.repeat(MAX_BODY_BYTES - 1))],
    ['10 MB', BOMB.toString()],
  ])('%s', async (_, body) => {
    const { answer, calls } = await submitTo(body);
    expect(await problemOf(answer)).toMatchObject({ status: 413, code: 'body_too_large' });
    expect(calls).toEqual([]);
  });

  test('exactly as large as is taken is read', async () => {
    const { answer, calls } = await submitTo(JSON.stringify('x'.repeat(MAX_BODY_BYTES - 2)));
    expect(answer.status).toBe(201);
    expect(calls).toHaveLength(1);
  });

  test.each([
    ['gzip', gzipSync(BOMB)],
    ['gzip', gzipSync(gzipSync(gzipSync(BOMB)))],
    ['deflate', deflateSync(BOMB)],
    ['br', brotliCompressSync(BOMB)],
  ])('a bomb in %s: no more of it is inflated than the limit and a piece', async (encoding, bomb) => {
    countInflated();
    const { answer, calls } = await submitTo(bomb, { ...json, 'content-encoding': encoding });
    const { status } = await problemOf(answer);
    expect(calls).toEqual([]);
    expect(inflated).toBeGreaterThan(0);
    expect(inflated).toBeLessThanOrEqual(MAX_BODY_BYTES + ONE_PIECE);
    // Compressed thrice it is small when one layer is off: no bomb, but no JSON either.
    expect(status).toBe(inflated > MAX_BODY_BYTES ? 413 : 400);
  });

  test.each([
    ['that announces its length', true],
    ['in chunks', false],
  ])('one %s and is large, though there is nothing in it', async (_, announced) => {
    const nothing = Buffer.concat(Array<Buffer>(MAX_BODY_BYTES / 16).fill(gzipSync('')));
    const body = announced ? nothing : new Blob([nothing]).stream();
    const { quizSync, calls } = fakeQuizSync();
    const answer = await fetch(`${await serveRouter(quizSync)}/api/quiz/submit`, {
      method: 'POST',
      headers: { ...json, 'content-encoding': 'gzip' },
      body,
      duplex: 'half',
    });
    expect(await problemOf(answer)).toMatchObject({ status: 413, code: 'body_too_large' });
    expect(calls).toEqual([]);
  });

  test('one that announces no length, and never ends: answered while it is still being sent', async () => {
    const { quizSync, calls } = fakeQuizSync();
    const { hostname, port } = new URL(await serveRouter(quizSync));
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => {});
    socket.write(
      'POST /api/quiz/submit HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    const chunk = `4000\r\n${'['.repeat(0x4000)}\r\n`;
    const sendOn = () => {
      while (socket.writable && socket.write(chunk));
    };
    socket.on('drain', sendOn);
    sendOn();
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"body_too_large"/);
    expect(calls).toEqual([]);
  });
});
