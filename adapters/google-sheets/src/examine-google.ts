import type { SheetsError } from '@quiz-sync/core';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { type Access, openAccess, openToAll } from './access.js';
import { loadApi } from './call-sender.js';
import { callerOptions } from './caller-options.js';
import { withDeadline } from './deadline.js';
import { type CallPhase, describeFailure } from './failure.js';
import { dateOf, dateOfRefusal } from './google-date.js';
import { type GoogleSheetsOptions, SCOPES } from './google-sheets.js';
import type { SpreadsheetAnswer } from './sheets-types.js';
import type { CallerOptions } from './signed-sender.js';
import { LOOK_FIELDS, type TabLook, tabLooks } from './spreadsheet-look.js';
import { toSheetsError } from './to-sheets-error.js';

/** What of the way to a spreadsheet works, step by step; what comes after a step that failed was not tried. */
export interface GoogleExamined {
  /** Whom they are of, if that is known; `none`: the emulator that is spoken to asks nobody. */
  readonly credentials: Result<{ readonly account: string | undefined; readonly none: boolean }, SheetsError>;
  readonly token: Result<void, SheetsError> | undefined;
  /** The tabs, by one call for no cells. */
  readonly tabs: Result<readonly TabLook[], SheetsError> | undefined;
  /** How far this machine's clock is ahead of Google's, in milliseconds, to within a second or two; `undefined`: no answer came. */
  readonly clockAheadMs: number | undefined;
}

/** A `Date` header leaves out what is below a second. */
const HALF_A_SECOND_MS = 500;

/** Opens the credentials, asks for a token, and looks at the spreadsheet. Reads, and nothing else. `now`: epoch milliseconds. */
export async function examineGoogle(
  options: GoogleSheetsOptions,
  now: () => number = Date.now,
): Promise<GoogleExamined> {
  const caller = { ...callerOptions(options), scopes: SCOPES };
  const nobody = caller.credentials === undefined;
  const attempt = attempts(caller, now);
  const opened = await attempt.make('access', () => accessOf(caller), undefined);
  const none = { token: undefined, tabs: undefined };
  if (opened.isErr()) return { ...none, credentials: err(opened.error), clockAheadMs: attempt.aheadMs() };
  const access = opened.value;
  const credentials = ok({ account: access.account, none: nobody });
  const headers = await attempt.make('access', () => access.headers(), access);
  if (headers.isErr())
    return { ...none, credentials, token: err(headers.error), clockAheadMs: attempt.aheadMs() };
  const tabs = await attempt.make('read', (signal) => look(caller, options, headers.value, signal), access);
  const seen = tabs.map(({ data, headers: told }) => {
    attempt.noteDate(dateOf(told));
    return tabLooks(data);
  });
  return { credentials, token: ok(undefined), tabs: seen, clockAheadMs: attempt.aheadMs() };
}

function accessOf({ credentials, tokenUrl, readMs, scopes }: CallerOptions): Promise<Access> {
  return credentials === undefined
    ? Promise.resolve(openToAll)
    : openAccess(credentials, { tokenUrl, timeoutMs: readMs, scopes });
}

async function look(
  { rootUrl }: CallerOptions,
  { spreadsheetId }: GoogleSheetsOptions,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<{ readonly data: SpreadsheetAnswer; readonly headers: unknown }> {
  const api = await loadApi(rootUrl);
  const noProxy = rootUrl === undefined ? [] : [rootUrl];
  const answer = await api.get(
    { spreadsheetId, fields: LOOK_FIELDS },
    { headers, signal, retry: false, noProxy },
  );
  if (answer.data?.spreadsheetId === spreadsheetId) return answer;
  throw Object.assign(new Error('the answer is not one of Google'), { code: 'UNREADABLE' });
}

/** Tries things, and keeps what answers and refusals say of the time. */
function attempts({ readMs, abandon }: CallerOptions, now: () => number) {
  let aheadMs: number | undefined;
  const noteDate = (at: number | undefined): void => {
    if (at !== undefined) aheadMs = now() - at - HALF_A_SECOND_MS;
  };
  return {
    noteDate,
    aheadMs: () => aheadMs,
    make<T>(
      phase: CallPhase,
      work: (signal: AbortSignal) => Promise<T>,
      access: Access | undefined,
    ): ResultAsync<T, SheetsError> {
      return ResultAsync.fromPromise(withDeadline(readMs, abandon, work), (thrown) => {
        noteDate(dateOfRefusal(thrown));
        const failure = describeFailure(thrown, phase, now(), access?.secrets);
        return toSheetsError(failure, { account: access?.account, tabOfRequest: [] });
      });
    },
  };
}
