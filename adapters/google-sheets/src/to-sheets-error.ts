import type { QuotaHit, SheetsError } from '@quiz-sync/core';
import type { Failure } from './failure.js';

/** What the call was about, for errors that name it. */
export interface CallContext {
  /** The account to share the spreadsheet with, when known. */
  readonly account: string | undefined;
  /** Of a write: the tab that each request changes. */
  readonly tabOfRequest: readonly (number | undefined)[];
}

interface Rule {
  readonly when: (failure: Failure) => boolean;
  readonly error: (failure: Failure, context: CallContext) => SheetsError;
}

const QUOTA_REASON =
  /^(?:rateLimitExceeded|userRateLimitExceeded|quotaExceeded|dailyLimitExceeded|RATE_LIMIT_EXCEEDED|RESOURCE_EXHAUSTED)$/;
const SCOPE_REASON = /^(?:ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficientPermissions|insufficientScopes)$/;
const DISABLED_REASON = /^(?:SERVICE_DISABLED|accessNotConfigured)$/;
const CLOCK = /short-lived token|reasonable timeframe|iat and exp/i;
const ALREADY_THERE = /already|exists|duplicate|in use|same (?:name|id)/i;

const SCOPE_REMEDY =
  'gcloud auth application-default login --scopes=https://www.googleapis.com/auth/spreadsheets,https://www.googleapis.com/auth/cloud-platform';

/** The first rule that holds decides. Adding a refusal of Google's means adding a line here and one to its test. */
const RULES: readonly Rule[] = [
  // Getting a token: the write that it was for was certainly not sent.
  { when: (f) => f.phase === 'access' && f.status === 429, error: rateLimited },
  { when: (f) => f.phase === 'access' && isTrouble(f), error: unavailable },
  { when: (f) => f.phase === 'access', error: noAccess },
  // Refusals that have a status of their own.
  { when: (f) => f.status === 429, error: rateLimited },
  { when: (f) => f.status === 403 && hasReason(f, QUOTA_REASON), error: rateLimited },
  { when: (f) => f.status === 401, error: credentialsRejected },
  { when: (f) => f.status === 403 && lacksScope(f), error: lackingScope },
  { when: (f) => f.status === 403 && isDisabled(f), error: apiDisabled },
  { when: (f) => isRefusal(f) && /protected cell or object/i.test(f.message), error: isProtected },
  { when: (f) => f.status === 403, error: notShared },
  { when: (f) => f.status === 404, error: notFound },
  // Malformed, or impossible in the spreadsheet as it is.
  { when: (f) => isRefusal(f) && /limit of \d+ cells/i.test(f.message), error: cellLimit },
  { when: isConflict, error: conflict },
  // The ranges to read back are the one thing in a write that goes by a tab's title: a tab was renamed a moment ago.
  // Whether Google looks at them before it applies the batch or afterwards, nobody says.
  { when: (f) => f.phase === 'write' && isBadResponseRange(f), error: outcomeUnknown },
  { when: (f) => f.status === 400 || f.status === 413, error: invalidRequest },
  // Nobody can say more than whether it may have been applied.
  { when: (f) => f.phase === 'write' && !f.neverSent, error: outcomeUnknown },
  { when: () => true, error: unavailable },
];

/** What a failed call means to core. */
export function toSheetsError(failure: Failure, context: CallContext): SheetsError {
  const rule = RULES.find(({ when }) => when(failure));
  return (rule?.error ?? unavailable)(failure, context);
}

function hasReason(failure: Failure, pattern: RegExp): boolean {
  return failure.reasons.some((reason) => pattern.test(reason));
}

function isTrouble({ status, origin }: Failure): boolean {
  return origin === 'network' || (status !== undefined && (status >= 500 || status === 408));
}

function isRefusal({ status }: Failure): boolean {
  return status === 400 || status === 403;
}

function lacksScope(failure: Failure): boolean {
  return hasReason(failure, SCOPE_REASON) || /insufficient authentication scopes/i.test(failure.message);
}

function isDisabled(failure: Failure): boolean {
  return hasReason(failure, DISABLED_REASON) || /has not been used in project/i.test(failure.message);
}

/** The revision's range is not there to be deleted, or its successor is there already. */
function isConflict({ phase, status, message }: Failure): boolean {
  if (phase !== 'write' || status !== 400) return false;
  if (/\.deleteNamedRange\b|No named range/i.test(message)) return true;
  return /\.addNamedRange\b/.test(message) && ALREADY_THERE.test(message);
}

function isBadResponseRange({ status, message }: Failure): boolean {
  return status === 400 && /^(?:Unable to parse range|Range \(.*\) exceeds grid limits)/.test(message);
}

function rateLimited(failure: Failure): SheetsError {
  const { message, retryAfterMs, cause } = failure;
  const quota = quotaHit(failure);
  return {
    type: 'rate_limited',
    message: `Google's quota is used up: ${message}`,
    retryAfterMs,
    ...(quota === undefined ? {} : { quota }),
    cause,
  };
}

/** Getting a token has a quota of its own, which nobody here can name. */
function quotaHit({ phase, limit = '', reasons }: Failure): QuotaHit | undefined {
  if (phase === 'access') return undefined;
  const named = /\b(read|write)/i.exec(limit)?.[1]?.toLowerCase();
  const calls = named === 'read' || named === 'write' ? named : phase;
  if (/per ?user/i.test(limit) || reasons.includes('userRateLimitExceeded')) return { calls, per: 'user' };
  return { calls, per: limit === '' ? undefined : 'project' };
}

function unavailable({ phase, message, retryAfterMs, cause }: Failure): SheetsError {
  const what = phase === 'access' ? "Google's sign-in could not be reached" : 'Google could not be reached';
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { type: 'unavailable', message: `${what}: ${message}`, ...wait, cause };
}

function outcomeUnknown({ message, cause }: Failure): SheetsError {
  return { type: 'outcome_unknown', message: `It is not known what became of the write: ${message}`, cause };
}

function noAccess({ message, cause }: Failure): SheetsError {
  const hint = CLOCK.test(message) ? ' (is the clock of this machine right?)' : '';
  return {
    type: 'credentials_rejected',
    message: `No access token for Google could be had: ${message}${hint}`,
    cause,
  };
}

function credentialsRejected({ message, cause }: Failure): SheetsError {
  return { type: 'credentials_rejected', message: `Google refused the access token: ${message}`, cause };
}

function lackingScope({ message, cause }: Failure): SheetsError {
  return {
    type: 'credentials_rejected',
    message: `The credentials do not allow to use spreadsheets: ${message} Run: ${SCOPE_REMEDY}`,
    cause,
  };
}

function apiDisabled({ message, cause }: Failure, { account }: CallContext): SheetsError {
  return { type: 'permission_denied', message, account, reason: 'api_disabled', cause };
}

function notShared({ message, cause }: Failure, { account }: CallContext): SheetsError {
  return { type: 'permission_denied', message, account, reason: 'not_shared', cause };
}

function notFound({ message, cause }: Failure): SheetsError {
  return { type: 'spreadsheet_not_found', message, cause };
}

function isProtected({ message, cause }: Failure, { tabOfRequest }: CallContext): SheetsError {
  const range = /\brange\b[^'"]*['"]([^'"]+)['"]/i.exec(message)?.[1];
  return { type: 'protected', message, range, tabId: tabNamed(message, tabOfRequest), cause };
}

/** The tab of the request that the message names by number; if it names none, the only one that was written to. */
function tabNamed(message: string, tabOfRequest: readonly (number | undefined)[]): number | undefined {
  const index = /requests\[(\d+)\]/.exec(message)?.[1];
  if (index !== undefined) return tabOfRequest[Number(index)];
  const tabs = new Set(tabOfRequest.filter((tab) => tab !== undefined));
  return tabs.size === 1 ? [...tabs][0] : undefined;
}

function cellLimit({ message, cause }: Failure): SheetsError {
  return { type: 'cell_limit_reached', message, cause };
}

function conflict({ message, cause }: Failure): SheetsError {
  return {
    type: 'revision_conflict',
    message: `The spreadsheet does not carry the expected revision: ${message}`,
    cause,
  };
}

function invalidRequest({ message, cause }: Failure): SheetsError {
  return { type: 'invalid_request', message: `Google refused the request: ${message}`, cause };
}
