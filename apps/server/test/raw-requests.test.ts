import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CLIENT_LIMITS } from '../src/http/http-server.js';
import { serveApp } from './serve-app.js';
import { stubQuizSync } from './stub-quiz-sync.js';

/** What browsers and libraries never send, byte by byte. */
const quizSync = stubQuizSync({
  syncRun: () => okAsync(undefined),
  learnerStatistics: (user_id) => errAsync({ type: 'learner_unknown', user_id }),
});

function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** What came until the other side closed. */
async function answerTo(sent: string): Promise<string> {
  const socket = open((await serveApp({ quizSync })).url);
  socket.write(sent, 'latin1');
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

const END = 'Host: x\r\nConnection: close\r\n\r\n';

describe('a target that is no plain path', () => {
  test.each([
    ['/%00', 404, 'path_unknown'],
    ['/..%5c..%5cmain.ts', 404, 'path_unknown'],
    ['/favicon.svg%00.html', 404, 'path_unknown'],
    ['//other.example/livez', 404, 'path_unknown'],
    ['*', 404, 'path_unknown'],
    ['/api//quiz/submit', 404, 'path_unknown'],
    ['/api/learners/%ff/statistics', 400, 'malformed_url'],
    ['/api/learners/%00/statistics', 404, 'learner_unknown'],
    ['/api/learners/%2e%2e/statistics', 404, 'learner_unknown'],
    ['/api/sync/runs/__proto__', 404, 'run_unknown'],
    ['/api/sync/runs?limit=%', 400, 'invalid_query'],
    ['http://other.example/api/nothing', 404, 'path_unknown'],
    ['http://[::1/livez', 400, 'malformed_url'],
    ['ftp://other.example/livez', 400, 'malformed_url'],
    ['livez', 400, 'malformed_request'],
  ])('%s is answered with a problem: %i, %s', async (target, status, code) => {
    const answer = await answerTo(`GET ${target} HTTP/1.1\r\n${END}`);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain(`"code":"${code}"`);
  });

  test('the whole address, as to a proxy, is as good as its path', async () => {
    expect(await answerTo(`GET http://x/livez?a=1 HTTP/1.1\r\n${END}`)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('what two servers in a row could read differently is refused', () => {
  const post = 'POST /api/course/complete HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  test.each([
    ['a length and chunks', `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['two lengths', `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} `],
    ['a length with a sign', `${post}Content-Length: +2\r\n\r\n{}`],
    ['lines that end with LF alone', 'GET /livez HTTP/1.1\nHost: x\n\n'],
    ['a NUL in a header', `GET /livez HTTP/1.1\r\nX: a\0b\r\n${END}`],
    ['a space before the colon', `GET /livez HTTP/1.1\r\nX : a\r\n${END}`],
    ['a header that goes on in the next line', `GET /livez HTTP/1.1\r\nX: a\r\n b\r\nY : c\r\n${END}`],
    ['no host', 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['two hosts', `GET /livez HTTP/1.1\r\nhOST: localhost\r\n${END}`],
    ['HTTP/2 without being asked', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
  ])('%s', async (_, sent) => {
    const answer = await answerTo(sent);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"malformed_request"');
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });
});

test('who expects something that is not known is told so', async () => {
  const answer = await answerTo(`GET /livez HTTP/1.1\r\nExpect: magic\r\n${END}`);
  expect(answer).toMatch(/^HTTP\/1\.1 417 /);
  expect(answer).toContain('"code":"expectation_unknown"');
});

test.each(['CONNECT other.example:443', 'FOO /livez'])('%s gets nowhere', async (line) => {
  expect(await answerTo(`${line} HTTP/1.1\r\n${END}`)).toMatch(/^(?:HTTP\/1\.1 400 |$)/);
});

test('an upgrade to another protocol is not taken: the request is answered as it is', async () => {
  const upgrade =
    'GET /livez HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n';
  expect(await answerTo(upgrade)).toMatch(/^HTTP\/1\.1 200 /);
});

test('a hundred requests sent in one go are answered in order', async () => {
  const request = (name: number, end: string) => `GET /livez HTTP/1.1\r\nX-Request-Id: r${name}\r\n${end}`;
  const most = Array.from({ length: 99 }, (_, name) => request(name, 'Host: x\r\n\r\n'));
  const answer = await answerTo(most.join('') + request(99, END));
  const names = [...answer.matchAll(/X-Request-Id: r(\d+)/g)].map(([, name]) => Number(name));
  expect(names).toEqual(Array.from({ length: 100 }, (_, name) => name));
});

test('connections beyond the limit are closed, and those that are there go on', async () => {
  const { url } = await serveApp({}, { ...CLIENT_LIMITS, connections: 3 });
  const there = [open(url), open(url), open(url)];
  await Promise.all(there.map((socket) => once(socket, 'connect')));
  const first = there[0] ?? open(url);
  const ask = async () => {
    first.write('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
    const [answer] = await once(first, 'data');
    return String(answer);
  };
  expect(await ask()).toMatch(/^HTTP\/1\.1 200 /);
  await once(open(url).resume(), 'close');
  expect(await ask()).toMatch(/^HTTP\/1\.1 200 /);
});
