import type { SheetsError } from '@quiz-sync/core';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { type Access, openAccess, openToAll } from './access.js';
import type { GoogleCredentials } from './credentials.js';
import { withDeadline } from './deadline.js';
import { type CallPhase, describeFailure, type Failure } from './failure.js';
import { toSheetsError } from './to-sheets-error.js';

export interface CallerOptions {
  /** `undefined`: nobody needs to be told who asks. */
  readonly credentials: GoogleCredentials | undefined;
  /** `http://host:port` of an emulator; `undefined`: Google. */
  readonly rootUrl: string | undefined;
  readonly tokenUrl: string | undefined;
  readonly readMs: number;
  readonly writeMs: number;
  readonly abandon: AbortSignal | undefined;
}

export type Spreadsheets = sheets_v4.Resource$Spreadsheets;

export interface CallOptions {
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  /** The client's own retries ignore Retry-After and have no jitter: core decides. */
  readonly retry: false;
  /** An emulator is never behind the proxy that leads to Google. */
  readonly noProxy: string[];
}

export interface Call<Data> {
  readonly phase: Exclude<CallPhase, 'access'>;
  readonly send: (api: Spreadsheets, options: CallOptions) => Promise<{ readonly data: Data }>;
  /** Whether an answer is one to this call; anything else was cut short or comes from something in between. */
  readonly isWhole: (data: Data) => boolean;
  /** See `BuiltBatch`. */
  readonly tabOfRequest?: readonly (number | undefined)[];
}

export interface CallSender {
  /** The account to share the spreadsheet with, once known. */
  account(): string | undefined;
  send<Data>(call: Call<Data>): ResultAsync<Data, SheetsError>;
}

/**
 * Signs, sends and judges calls. A token that is refused is got anew once, from credentials read anew; a refusal
 * means that nothing was done, so even a write may be sent again. Refused credentials are forgotten: when a person has
 * mended them, the next call finds out.
 */
export function callSender(options: CallerOptions): CallSender {
  const { credentials, rootUrl, abandon } = options;
  let account = credentials?.type === 'service_account' ? credentials.clientEmail : undefined;
  let access: Promise<Access> | undefined;
  let api: Promise<Spreadsheets> | undefined;
  /** Of the credentials in use, and the last token. */
  let secrets: readonly string[] = [];

  async function signedHeaders(): Promise<Record<string, string>> {
    access ??=
      credentials === undefined ? Promise.resolve(openToAll) : openAccess(credentials, accessOptions());
    const opened = await access;
    account = opened.account ?? account;
    secrets = opened.secrets;
    const headers = await opened.headers();
    secrets = [...opened.secrets, ...tokensIn(headers)];
    return headers;
  }

  function accessOptions() {
    return { tokenUrl: options.tokenUrl, timeoutMs: options.readMs };
  }

  async function once<Data>(call: Call<Data>): Promise<Result<Data, Failure>> {
    const headers = await attempt('access', options.readMs, signedHeaders);
    if (headers.isErr()) return err(headers.error);
    api ??= loadApi(rootUrl);
    const spreadsheets = await api;
    const ms = call.phase === 'read' ? options.readMs : options.writeMs;
    const noProxy = rootUrl === undefined ? [] : [rootUrl];
    return attempt(call.phase, ms, async (signal) => {
      const { data } = await call.send(spreadsheets, {
        headers: headers.value,
        signal,
        retry: false,
        noProxy,
      });
      if (call.isWhole(data)) return data;
      throw Object.assign(new Error('the answer was cut short or is not one of Google'), {
        code: 'UNREADABLE',
      });
    });
  }

  function attempt<Value>(
    phase: CallPhase,
    ms: number,
    work: (signal: AbortSignal) => Promise<Value>,
  ): ResultAsync<Value, Failure> {
    return ResultAsync.fromPromise(withDeadline(ms, abandon, work), (thrown) =>
      describeFailure(thrown, phase, Date.now(), secrets),
    );
  }

  async function perform<Data>(call: Call<Data>): Promise<Result<Data, SheetsError>> {
    let outcome = await once(call);
    if (outcome.isErr() && outcome.error.status === 401 && outcome.error.phase !== 'access') {
      access = undefined;
      outcome = await once(call);
    }
    if (outcome.isOk()) return ok(outcome.value);
    if (outcome.error.phase === 'access' || outcome.error.status === 401) access = undefined;
    return err(toSheetsError(outcome.error, { account, tabOfRequest: call.tabOfRequest ?? [] }));
  }

  return { account: () => account, send: (call) => new ResultAsync(perform(call)) };
}

/** `Bearer <token>`, as the library makes it. */
function tokensIn(headers: Readonly<Record<string, string>>): string[] {
  return (headers['authorization'] ?? '').split(' ').slice(1);
}

/** The one API out of hundreds, and only when the first call is made: 65 ms instead of 850. */
async function loadApi(rootUrl: string | undefined): Promise<Spreadsheets> {
  const { sheets } = await import('googleapis/build/src/apis/sheets/index.js');
  return sheets({ version: 'v4', ...(rootUrl === undefined ? {} : { rootUrl }) }).spreadsheets;
}
