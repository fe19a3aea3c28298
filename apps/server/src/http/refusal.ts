import { ERROR_CODES, type ErrorCode } from '@quiz-sync/core';
import { PROBLEM_TYPE_PREFIX } from '@quiz-sync/express';

/** What is sent to somebody whose request never came to the app, so that it has no name. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
}

/** With which status each is refused. */
const STATUS = {
  malformed_request: 400,
  malformed_url: 400,
  request_timeout: 408,
  expectation_unknown: 417,
  headers_too_large: 431,
} as const satisfies Partial<Record<ErrorCode, number>>;

export type RefusalCode = keyof typeof STATUS;

/** A problem document as everywhere, and the end of the connection. */
export function refusal(code: RefusalCode): Refusal {
  const status = STATUS[code];
  const { title, cause, remedy } = ERROR_CODES[code];
  const type = PROBLEM_TYPE_PREFIX + code;
  const body = JSON.stringify({ type, title, status, detail: `${cause} ${remedy}`, code });
  const headers = {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
  return { status, headers, body };
}
