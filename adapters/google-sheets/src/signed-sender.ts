import { err, type Result, ResultAsync } from 'neverthrow';
import { type Access, openAccess, openToAll } from './access.js';
import type { GoogleCredentials } from './credentials.js';
import { withDeadline } from './deadline.js';
import { type CallPhase, describeFailure, type Failure } from './failure.js';

export interface CallerOptions {
  /** `undefined`: nobody needs to be told who asks. */
  readonly credentials: GoogleCredentials | undefined;
  /** What the token is to allow, no more. */
  readonly scopes: readonly string[];
  /** `http://host:port` of an emulator; `undefined`: Google. */
  readonly rootUrl: string | undefined;
  readonly tokenUrl: string | undefined;
  readonly readMs: number;
  readonly writeMs: number;
  readonly abandon: AbortSignal | undefined;
}

export interface CallOptions {
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  /** The client's own retries ignore Retry-After and have no jitter: core decides. */
  readonly retry: false;
  /** An emulator is never behind the proxy that leads to Google. */
  readonly noProxy: string[];
}

export interface Call<Api, Data> {
  readonly phase: Exclude<CallPhase, 'access'>;
  readonly send: (api: Api, options: CallOptions) => Promise<{ readonly data: Data }>;
  /** Whether an answer is one to this call; anything else was cut short or comes from something in between. */
  readonly isWhole: (data: Data) => boolean;
}

export interface SignedSender<Api> {
  /** The account that asks, once known. */
  account(): string | undefined;
  send<Data>(call: Call<Api, Data>): ResultAsync<Data, Failure>;
}

/**
 * Signs and sends calls. A token that is refused is got anew once, from credentials read anew; a refusal means that
 * nothing was done, so even a write may be sent again. Refused credentials are forgotten: when a person has mended
 * them, the next call finds out. `load`: the client, when the first call is made.
 */
export function signedSender<Api>(
  options: CallerOptions,
  load: (rootUrl: string | undefined) => Promise<Api>,
): SignedSender<Api> {
  const { credentials, rootUrl, abandon } = options;
  let account = credentials?.type === 'service_account' ? credentials.clientEmail : undefined;
  let access: Promise<Access> | undefined;
  let loading: Promise<Api> | undefined;
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
    return { tokenUrl: options.tokenUrl, timeoutMs: options.readMs, scopes: options.scopes };
  }

  async function once<Data>(call: Call<Api, Data>): Promise<Result<Data, Failure>> {
    const headers = await attempt('access', options.readMs, signedHeaders);
    if (headers.isErr()) return err(headers.error);
    loading ??= load(rootUrl);
    const api = await loading;
    const ms = call.phase === 'read' ? options.readMs : options.writeMs;
    const noProxy = rootUrl === undefined ? [] : [rootUrl];
    return attempt(call.phase, ms, async (signal) => {
      const { data } = await call.send(api, { headers: headers.value, signal, retry: false, noProxy });
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

  async function perform<Data>(call: Call<Api, Data>): Promise<Result<Data, Failure>> {
    let outcome = await once(call);
    if (outcome.isErr() && outcome.error.status === 401 && outcome.error.phase !== 'access') {
      access = undefined;
      outcome = await once(call);
    }
    if (outcome.isErr() && (outcome.error.phase === 'access' || outcome.error.status === 401))
      access = undefined;
    return outcome;
  }

  return { account: () => account, send: (call) => new ResultAsync(perform(call)) };
}

/** `Bearer <token>`, as the library makes it. */
function tokensIn(headers: Readonly<Record<string, string>>): string[] {
  return (headers['authorization'] ?? '').split(' ').slice(1);
}
