import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RefusalCode, refusal } from './refusal.js';

/** What Node's HTTP parser complains of, as public code. */
const COMPLAINTS: Readonly<Record<string, RefusalCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
};

/** Answers a connection on which no readable request has come, with a problem document as everywhere, and ends it. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, headers, body } = refusal(COMPLAINTS[error.code ?? ''] ?? 'malformed_request');
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ].join('\r\n');
  socket.end(`${head}\r\n\r\n${body}`);
}
