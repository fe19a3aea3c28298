import { maskSecrets } from '@quiz-sync/core';
import { limitIn, messageIn, reasonsIn, retryDelayIn } from './google-error-body.js';
import { retryAfter } from './retry-after.js';

/** What was being done: getting a token, reading, or writing. Only what happens to a write may have been applied. */
export type CallPhase = 'access' | 'read' | 'write';

/** What is known of a call that failed, before it is judged. */
export interface Failure {
  readonly phase: CallPhase;
  /** Of the answer; `undefined` when there was none, or none that could be read. */
  readonly status: number | undefined;
  /** Google's words for machines: `RATE_LIMIT_EXCEEDED`, `invalid_grant`. */
  readonly reasons: readonly string[];
  /** Google's words for people, or the error's. Without secrets. */
  readonly message: string;
  readonly retryAfterMs: number | undefined;
  /** Google's name of the limit that is used up. */
  readonly limit: string | undefined;
  /** `network`: nothing, or not all, came through. `local`: something in this process, such as a key that is no key. */
  readonly origin: 'answer' | 'network' | 'local';
  /** True when the request certainly never reached Google. */
  readonly neverSent: boolean;
  /** For logs: no configuration, no payload, no secrets. */
  readonly cause: Error;
}

/** Codes of errors that mean that no connection came about. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'NEVER_BEGUN']);
/** Calls of the system that come before anything is sent. */
const CONNECTING = new Set(['connect', 'getaddrinfo']);
/** The server's certificate was refused: that is before anything is sent, too. */
const BAD_CERTIFICATE = /^(?:CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;
const NETWORK_NAME = /^(?:FetchError|AbortError|TimeoutError)$/;
const NETWORK_CODE =
  /^(?:E(?:CONN|HOST|NET|ADDR|PIPE|PROTO|TIMEDOUT|AI_)|ENOTFOUND|ERR_(?:STREAM|TLS|SSL)|HPE_|UND_ERR|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|TIMED_OUT|ABANDONED|NEVER_BEGUN|UNREADABLE)/;

/** Longest message kept. */
const MAX_MESSAGE = 500;

/**
 * The facts of whatever a call rejected with. `now` in epoch milliseconds, for waits that are given as dates. `secrets`:
 * those in use, since an answer may repeat what it was sent.
 */
export function describeFailure(
  thrown: unknown,
  phase: CallPhase,
  now: number,
  secrets: readonly string[] = [],
): Failure {
  const chain = causes(thrown);
  const answer = chain.map(({ response }) => response).find(isAnswer);
  const status = answer?.status;
  const words =
    answer === undefined
      ? chain[0]?.message
      : (messageIn(answer.data) ?? `not Google's words, status ${status}`);
  const message = tidy(String(words ?? thrown), secrets);
  const origin = chain.some(isNetworkLink) ? 'network' : 'local';
  return {
    phase,
    status,
    reasons: reasonsIn(answer?.data),
    message,
    retryAfterMs: retryAfter(answer?.headers, now) ?? retryDelayIn(answer?.data),
    limit: limitIn(answer?.data),
    origin: answer === undefined ? origin : 'answer',
    neverSent: answer === undefined && chain.some(isNeverSentLink),
    cause: causeFor(chain, status, message, secrets),
  };
}

/** An error, whichever library made it. */
interface ErrorLink {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly response?: unknown;
  readonly syscall?: unknown;
  /** What node-fetch calls it. */
  readonly erroredSysCall?: unknown;
}

interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly headers?: unknown;
}

/** An error, its cause, and so on: each library wraps the one below. */
function causes(thrown: unknown): ErrorLink[] {
  const chain: ErrorLink[] = [];
  for (let link = thrown; isObject(link) && chain.length < 8; link = chain.at(-1)?.cause) chain.push(link);
  return chain;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isAnswer(value: unknown): value is Answer {
  return isObject(value) && 'status' in value && typeof value.status === 'number';
}

function isNetworkLink({ name, code }: ErrorLink): boolean {
  return NETWORK_NAME.test(String(name)) || NETWORK_CODE.test(String(code));
}

function isNeverSentLink({ code, syscall, erroredSysCall }: ErrorLink): boolean {
  const call = String(syscall ?? erroredSysCall);
  return NEVER_CONNECTED.has(String(code)) || CONNECTING.has(call) || BAD_CERTIFICATE.test(String(code));
}

/** A new error, since the client's own hold the whole request: its token, and what learners wrote. */
function causeFor(
  chain: readonly ErrorLink[],
  status: number | undefined,
  message: string,
  secrets: readonly string[],
): Error {
  const codes = new Set(chain.map(({ code }) => code).filter((code) => typeof code === 'string'));
  const cause = new Error(tidy([...codes, message].join(' '), secrets));
  cause.name = status === undefined ? 'CallFailed' : `Http${status}`;
  return cause;
}

/** An address of a person; those of service accounts are no secret, and must be known to share with. */
const ADDRESS = /[\w.+'-]+@(?![\w.-]*\.gserviceaccount\.com\b)[\w-]+(?:\.[\w-]+)+/g;

/** Without secrets, and without the addresses of learners that an answer repeats from what was written. */
function tidy(text: string, secrets: readonly string[]): string {
  const masked = maskSecrets(text, secrets).replace(ADDRESS, '[masked]').trim();
  return masked.length > MAX_MESSAGE ? `${masked.slice(0, MAX_MESSAGE)}…` : masked;
}
