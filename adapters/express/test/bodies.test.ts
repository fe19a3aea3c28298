import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fakeQuizSync } from './fake-quiz-sync.js';
import { problemOf } from './problem-of.js';
import { post, serveRouter } from './serve.js';

const json = { 'content-type': 'application/json' };

/** Sends a body that must be refused before the application hears of it; answers the problem. */
async function refusalOf(init: RequestInit) {
  const { quizSync, calls } = fakeQuizSync();
  const answer = await fetch(`${await serveRouter(quizSync)}/api/quiz/submit`, { method: 'POST', ...init });
  const problem = await problemOf(answer);
  expect(calls).toEqual([]);
  return problem;
}

describe('a body nested too deeply (fault 41)', () => {
  const levels = (open: string, inside: string, close: string) =>
    open.repeat(10_000) + inside + close.repeat(10_000);

  test.each([
    ['lists', levels('[', '', ']')],
    ['objects', levels('{"a":', '1', '}')],
    ['in free-form data', `{"responses":[{"question_data":${levels('[', '', ']')}}]}`],
    ['never closed', '['.repeat(10_000)],
    ['one level more than is taken', `${'['.repeat(101)}${']'.repeat(101)}`],
  ])('%s', async (_, body) => {
    expect(await refusalOf({ headers: json, body })).toMatchObject({ status: 400, code: 'malformed_json' });
  });
});

describe('a body that is not JSON in UTF-8 (fault 42)', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const brace = new Uint8Array([0x7b, 0x7d]);
  test.each<[string, RequestInit]>([
    ['no content type', { body: brace }],
    ['an empty content type', { headers: { 'content-type': '' }, body: brace }],
    ['a form', { headers: form, body: 'a=1' }],
    ['text', { headers: { 'content-type': 'text/plain' }, body: '{}' }],
    ['a merge patch', { headers: { 'content-type': 'application/merge-patch+json' }, body: '{}' }],
    ['UTF-16', { headers: { 'content-type': 'application/json; charset=utf-16' }, body: '{}' }],
    ['Latin 1', { headers: { 'content-type': 'application/json; charset=iso-8859-1' }, body: '{}' }],
    ['another parameter', { headers: { 'content-type': 'application/json; version=1' }, body: '{}' }],
    ['an unknown compression', { headers: { ...json, 'content-encoding': 'x-zip' }, body: '{}' }],
    ['compressed twice', { headers: { ...json, 'content-encoding': 'gzip, gzip' }, body: '{}' }],
  ])('%s is answered 415', async (_, init) => {
    expect(await refusalOf(init)).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  test.each([
    ['a byte that never occurs', [0x22, 0xff, 0x22]],
    ['a character that ends too soon', [0x22, 0xc3, 0x28, 0x22]],
    ['a character written longer than need be', [0x22, 0xc0, 0xaf, 0x22]],
    ['half of a character', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['UTF-16 without saying so', [0x22, 0x00, 0x61, 0x00, 0x22, 0x00, 0xff, 0xfe]],
  ])('invalid UTF-8, %s, is answered 400', async (_, bytes) => {
    expect(await refusalOf({ headers: json, body: new Uint8Array(bytes) })).toMatchObject({
      status: 400,
      code: 'malformed_json',
    });
  });

  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    '%s is taken',
    async (type) => {
      const { quizSync } = fakeQuizSync();
      const url = `${await serveRouter(quizSync)}/api/quiz/submit`;
      expect((await post(url, {}, { 'content-type': type })).status).toBe(201);
    },
  );
});

describe('a body that cannot be read', () => {
  const zipped = { ...json, 'content-encoding': 'gzip' };
  test.each<[string, RequestInit, string]>([
    ['no gzip', { headers: zipped, body: 'not gzip' }, 'body_unreadable'],
    ['gzip cut short', { headers: zipped, body: gzipSync('{}').subarray(0, 15) }, 'body_unreadable'],
    ['nothing', { headers: json }, 'malformed_json'],
    ['broken JSON', { headers: json, body: '{"user_id": ' }, 'malformed_json'],
    ['text after the JSON', { headers: json, body: '{} {}' }, 'malformed_json'],
  ])('%s is answered 400', async (_, init, code) => {
    expect(await refusalOf(init)).toMatchObject({ status: 400, code });
  });
});

test.each(['NaN', 'Infinity', '-Infinity', '+1', '01', '0x1', '.5'])(
  'a number that JSON does not have, %s, is answered 400 with the place (fault 49)',
  async (number) => {
    const { status, detail } = await refusalOf({ headers: json, body: `{"page_index":${number}}` });
    expect([status, detail]).toEqual([400, expect.stringMatching(/ge_index|position 1\d/)]);
  },
);

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
])('a body compressed with %s is read', async (encoding, compress) => {
  const { quizSync, calls } = fakeQuizSync();
  const body = new Uint8Array(compress('{"user_id":"ü"}'));
  await post(`${await serveRouter(quizSync)}/api/quiz/submit`, body, { 'content-encoding': encoding });
  expect(calls).toEqual([['submitQuiz', { user_id: 'ü' }]]);
});

test('brackets inside strings are no depth, and quotes may be escaped', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const body = { explanation: `"${'['.repeat(500)}\\"` };
  await post(`${await serveRouter(quizSync)}/api/quiz/submit`, body);
  expect(calls).toEqual([['submitQuiz', body]]);
});

test('keys that could reach a prototype arrive as plain keys, for the schema to refuse (fault 43)', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const body = '{"__proto__":{"polluted":true},"constructor":1}';
  await post(`${await serveRouter(quizSync)}/api/quiz/submit`, body, { 'idempotency-key': 'k' });
  expect(Object.keys(calls[0]?.[1] as object)).toEqual(['__proto__', 'constructor']);
  expect('polluted' in {}).toBe(false);
});

test('of a key that comes twice the last one holds, everywhere: nobody sees the first', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const body = '{"user_id":"first","user_id":"last","responses":[{"topic":"first","topic":"last"}]}';
  await post(`${await serveRouter(quizSync)}/api/quiz/submit`, body);
  expect(calls[0]?.[1]).toEqual({ user_id: 'last', responses: [{ topic: 'last' }] });
  expect(JSON.stringify(calls)).not.toContain('first');
});

test('a body in many pieces, with no length told, is read whole', async () => {
  const { quizSync, calls } = fakeQuizSync();
  const text = JSON.stringify({ explanation: 'ü€😀'.repeat(2_000) });
  const bytes = new TextEncoder().encode(text);
  const stream = new ReadableStream({
    start(controller) {
      // Of a size that cuts characters in two.
      for (let from = 0; from < bytes.length; from += 1_001)
        controller.enqueue(bytes.subarray(from, from + 1_001));
      controller.close();
    },
  });
  const init = { method: 'POST', headers: json, body: stream, duplex: 'half' } as RequestInit;
  expect((await fetch(`${await serveRouter(quizSync)}/api/quiz/submit`, init)).status).toBe(201);
  expect(calls[0]?.[1]).toEqual(JSON.parse(text));
});
