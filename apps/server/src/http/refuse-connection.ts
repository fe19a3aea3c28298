import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ERROR_CODES, type ErrorCode } from '@quiz-sync/core';
import { PROBLEM_TYPE_PREFIX } from '@quiz-sync/express';

/** What Node's HTTP parser complains of, as status and public code. */
const REFUSALS: Readonly<Record<string, readonly [status: number, code: ErrorCode]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request_timeout'],
  HPE_HEADER_OVERFLOW: [431, 'headers_too_large'],
};
const MALFORMED = [400, 'malformed_request'] as const;

/** Answers a connection on which no readable request has come, with a problem document as everywhere, and ends it. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, code] = REFUSALS[error.code ?? ''] ?? MALFORMED;
  const { title, cause, remedy } = ERROR_CODES[code];
  const type = PROBLEM_TYPE_PREFIX + code;
  const body = JSON.stringify({ type, title, status, detail: `${cause} ${remedy}`, code });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ].join('\r\n');
  socket.end(`${head}\r\n\r\n${body}`);
}
