import type { SheetsError } from '@quiz-sync/core';
import type { CallPhase } from '../src/failure.js';
import { answered, google, network, own } from './failures.ts';

export const ACCOUNT = 'sync@project.iam.gserviceaccount.com';
/** When the failures of the table happen. */
export const NOW = Date.parse('2026-11-23T12:00:00Z');

const reason = (word: string) => ({
  details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: word }],
});
const oldReason = (word: string) => ({ errors: [{ domain: 'usageLimits', reason: word }] });

const QUOTA = "Quota exceeded for quota metric 'Read requests'";
const PROTECTED =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';
const CELLS =
  'This action would increase the number of cells in the workbook above the limit of 10000000 cells.';
const NO_SHARE = 'The caller does not have permission';
const DISABLED =
  'Google Sheets API has not been used in project 123 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=123 then retry.';

/** Something that may happen to a call, and what it becomes. */
export interface Case {
  readonly what: string;
  readonly thrown: unknown;
  /** One expectation for all, or one for each phase; a phase left out does not meet this. */
  readonly becomes: Partial<SheetsError> | Partial<Record<CallPhase, Partial<SheetsError>>>;
}

const unavailable = { type: 'unavailable' } as const;
const unknown = { type: 'outcome_unknown' } as const;
const invalid = { type: 'invalid_request' } as const;
const conflict = { type: 'revision_conflict' } as const;
const rejected = { type: 'credentials_rejected' } as const;
const limited = (retryAfterMs: number | undefined) => ({ type: 'rate_limited', retryAfterMs }) as const;
const denied = { type: 'permission_denied', account: ACCOUNT, reason: 'not_shared' } as const;

export const CASES: readonly Case[] = [
  // Quotas.
  { what: '429', thrown: google(429, QUOTA), becomes: limited(undefined) },
  {
    what: '429 with seconds (fault 7)',
    thrown: google(429, QUOTA, {}, { 'retry-after': '7' }),
    becomes: limited(7000),
  },
  {
    what: '429 with a date, by our clock (fault 7)',
    thrown: google(429, QUOTA, {}, { 'retry-after': 'Mon, 23 Nov 2026 12:01:30 GMT' }),
    becomes: limited(90_000),
  },
  {
    what: '429 with a date, by its own clock (fault 7)',
    thrown: google(
      429,
      QUOTA,
      {},
      {
        'retry-after': 'Mon, 23 Nov 2026 15:00:10 GMT',
        date: 'Mon, 23 Nov 2026 15:00:00 GMT',
      },
    ),
    becomes: limited(10_000),
  },
  {
    what: '429 with a date that has passed (fault 7)',
    thrown: google(429, QUOTA, {}, { 'retry-after': 'Mon, 23 Nov 2026 11:00:00 GMT' }),
    becomes: limited(0),
  },
  {
    what: '429 with nonsense (fault 7)',
    thrown: google(429, QUOTA, {}, { 'retry-after': 'soon' }),
    becomes: limited(undefined),
  },
  {
    what: '429 with a delay in its details (fault 7)',
    thrown: google(429, QUOTA, { details: [{ '@type': 'x/google.rpc.RetryInfo', retryDelay: '21.5s' }] }),
    becomes: limited(21_500),
  },
  {
    what: '429 as a page (fault 7)',
    thrown: answered(429, '<html>Sorry</html>'),
    becomes: limited(undefined),
  },
  ...['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded'].map((word) => ({
    what: `403 ${word} (fault 16)`,
    thrown: google(403, 'Rate Limit Exceeded', oldReason(word), { 'retry-after': '3' }),
    becomes: { read: limited(3000), write: limited(3000) },
  })),
  {
    what: '403 RATE_LIMIT_EXCEEDED (fault 16)',
    thrown: google(403, 'Quota exceeded', reason('RATE_LIMIT_EXCEEDED')),
    becomes: { read: limited(undefined), write: limited(undefined) },
  },
  // Who asks.
  { what: '401', thrown: google(401, 'Request had invalid authentication credentials.'), becomes: rejected },
  {
    what: '403 for scopes, by its words',
    thrown: google(403, 'Request had insufficient authentication scopes.'),
    becomes: { read: rejected, write: rejected },
  },
  {
    what: '403 for scopes, by its reason',
    thrown: google(403, 'Insufficient Permission', reason('ACCESS_TOKEN_SCOPE_INSUFFICIENT')),
    becomes: { read: rejected, write: rejected },
  },
  {
    what: 'a grant refused (fault 14)',
    thrown: answered(400, { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' }),
    becomes: { access: rejected },
  },
  {
    what: 'no such client',
    thrown: answered(401, { error: 'invalid_client', error_description: 'The OAuth client was not found.' }),
    becomes: { access: rejected },
  },
  {
    what: 'no credentials at all',
    thrown: new Error(
      'Could not load the default credentials. Browse to https://cloud.google.com/docs/authentication',
    ),
    becomes: { access: rejected },
  },
  {
    what: 'a key that is none',
    thrown: new Error('the private key is not a key in PEM form'),
    becomes: { access: rejected },
  },
  // What is there, and who may.
  {
    what: '403 not shared (fault 16)',
    thrown: google(403, NO_SHARE, { status: 'PERMISSION_DENIED' }),
    becomes: { read: denied, write: denied },
  },
  {
    what: '403 API off, by its reason (fault 16)',
    thrown: google(403, 'Sheets are switched off', reason('SERVICE_DISABLED')),
    becomes: { read: { ...denied, reason: 'api_disabled' }, write: { ...denied, reason: 'api_disabled' } },
  },
  {
    what: '403 API off, by its old reason (fault 16)',
    thrown: google(403, 'Access Not Configured', oldReason('accessNotConfigured')),
    becomes: { read: { ...denied, reason: 'api_disabled' } },
  },
  {
    what: '403 API off, by its words (fault 16)',
    thrown: google(403, DISABLED),
    becomes: { read: { ...denied, reason: 'api_disabled' } },
  },
  {
    what: '404',
    thrown: google(404, 'Requested entity was not found.'),
    becomes: { read: { type: 'spreadsheet_not_found' }, write: { type: 'spreadsheet_not_found' } },
  },
  // What the spreadsheet does not allow.
  {
    what: 'a protected cell, 400, with the request',
    thrown: google(400, `Invalid requests[3].updateCells: ${PROTECTED}`),
    becomes: { write: { type: 'protected', tabId: 8, range: undefined } },
  },
  {
    what: 'a protected cell, 403',
    thrown: google(403, PROTECTED),
    becomes: { write: { type: 'protected', tabId: undefined } },
  },
  {
    what: 'a protected cell, with its range',
    thrown: google(400, `Invalid requests[2].updateCells: ${PROTECTED} Range: 'Scores!A1:B2'`),
    becomes: { write: { type: 'protected', tabId: 7, range: 'Scores!A1:B2' } },
  },
  {
    what: 'ten million cells',
    thrown: google(400, `Invalid requests[2].updateSheetProperties: ${CELLS}`),
    becomes: { write: { type: 'cell_limit_reached' } },
  },
  // The revision.
  {
    what: 'a revision that is not there',
    thrown: google(400, 'Invalid requests[0].deleteNamedRange: No named range with id: r1'),
    becomes: { write: conflict },
  },
  {
    what: 'a revision that is there already, by name',
    thrown: google(
      400,
      'Invalid requests[0].addNamedRange: A named range with name: quiz_sync_revision already exists.',
    ),
    becomes: { write: conflict },
  },
  {
    what: 'an anchor that is gone',
    thrown: google(400, 'Invalid requests[1].addNamedRange: No grid with id: 7'),
    becomes: { write: invalid },
  },
  // Malformed.
  {
    what: 'any other 400',
    thrown: google(400, 'Invalid requests[2].updateCells: No grid with id: 9'),
    becomes: { read: invalid, write: invalid },
  },
  {
    what: '413',
    thrown: answered(413, '<html>Too large</html>'),
    becomes: { read: invalid, write: invalid },
  },
  {
    what: 'a title that has changed',
    thrown: google(400, "Unable to parse range: 'Old name'!A1:A2"),
    becomes: { read: invalid, write: unknown },
  },
  {
    what: 'a tab that has shrunk',
    thrown: google(400, 'Range (Scores!A1001:C1001) exceeds grid limits. Max rows: 1000, max columns: 26'),
    becomes: { read: invalid, write: unknown },
  },
  // Trouble.
  ...[500, 502, 503, 504, 408].map((status) => ({
    what: `${status}`,
    thrown: google(status, 'The service is currently unavailable.'),
    becomes: { access: unavailable, read: unavailable, write: unknown },
  })),
  {
    what: '503 with a wish',
    thrown: google(503, 'busy', {}, { 'retry-after': '5' }),
    becomes: {
      access: { ...unavailable, retryAfterMs: 5000 },
      read: { ...unavailable, retryAfterMs: 5000 },
      write: unknown,
    },
  },
  {
    what: '409',
    thrown: google(409, 'The operation was aborted.'),
    becomes: { read: unavailable, write: unknown },
  },
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].map((code) => ({
    what: code,
    thrown: network(code),
    becomes: unavailable,
  })),
  ...['ETIMEDOUT', 'ECONNRESET', 'ENETUNREACH'].map((code) => ({
    what: `${code} while connecting`,
    thrown: network(code, 'connect'),
    becomes: unavailable,
  })),
  {
    what: 'a name that is not found in time',
    thrown: network('ETIMEOUT', 'getaddrinfo'),
    becomes: unavailable,
  },
  {
    what: 'a certificate of somebody else',
    thrown: network('SELF_SIGNED_CERT_IN_CHAIN'),
    becomes: unavailable,
  },
  ...['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_CONSTANT'].map(
    (code) => ({
      what: `${code} after connecting`,
      thrown: network(code, 'read'),
      becomes: { access: unavailable, read: unavailable, write: unknown },
    }),
  ),
  ...['TIMED_OUT', 'ABANDONED', 'UNREADABLE'].map((code) => ({
    what: code,
    thrown: own(code),
    becomes: { access: unavailable, read: unavailable, write: unknown },
  })),
  { what: 'abandoned before it began', thrown: own('NEVER_BEGUN'), becomes: unavailable },
  {
    what: 'something thrown that is no error',
    thrown: 'what?',
    becomes: { read: unavailable, write: unknown },
  },
];
