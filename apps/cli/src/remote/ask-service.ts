import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import { ResultAsync } from 'neverthrow';
import type { Failure } from '../failure.js';

/** A running service, and what lets us in. */
export interface ServiceAddress {
  /** Without a slash at its end: `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly key: string | undefined;
  /** Aborted, it ends the question: the service notices that nobody waits any more. */
  readonly stop: AbortSignal;
}

export interface ServiceAnswer {
  readonly status: number;
  /** Parsed; `undefined`: it was no JSON. */
  readonly body: unknown;
}

/**
 * Asks without a time limit, since some questions are answered after minutes of work; whoever does not want to wait any
 * more says so with Ctrl-C.
 */
export function askService(
  { url, key, stop }: ServiceAddress,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
): ResultAsync<ServiceAnswer, Failure> {
  return ResultAsync.fromPromise(ask(`${url}${path}`, method, key, stop), (cause) => ({
    type: 'service_unreachable',
    message: `The service at ${url} cannot be reached: ${whyNot(cause)}`,
  }));
}

function ask(
  url: string,
  method: string,
  key: string | undefined,
  signal: AbortSignal,
): Promise<ServiceAnswer> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  const headers = {
    accept: 'application/json',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  return new Promise((resolve, reject) => {
    request(url, { method, headers, signal }, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body: parsed(body) }), reject);
    })
      .on('error', reject)
      .end();
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  ECONNRESET: 'the connection was cut',
  ETIMEDOUT: 'it does not answer',
};

/** Several addresses of one host fail together, with an error of their own and no message. */
function whyNot(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause ? String(cause.code) : '';
  return WORDS[code] ?? (cause.message || code);
}
