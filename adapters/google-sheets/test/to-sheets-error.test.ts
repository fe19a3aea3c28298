import type { SheetsError } from '@quiz-sync/core';
import { describe, expect, test } from 'vitest';
import { type CallPhase, describeFailure } from '../src/failure.js';
import { toSheetsError } from '../src/to-sheets-error.js';
import { ACCOUNT, CASES, NOW } from './error-table.ts';
import { answered, google, network } from './failures.ts';

const PROTECTED = 'You are trying to edit a protected cell or object.';

const PHASES: readonly CallPhase[] = ['access', 'read', 'write'];

describe.each(PHASES)('when it happens to %s', (phase) => {
  const met = CASES.flatMap(({ what, thrown, becomes }) => {
    const expected =
      'type' in becomes ? becomes : (becomes as Partial<Record<CallPhase, Partial<SheetsError>>>)[phase];
    return expected === undefined ? [] : [{ what, thrown, expected }];
  });
  test.each(met)('$what', ({ thrown, expected }) => {
    const error = convert(thrown, phase);
    expect(error).toMatchObject(expected);
    expect(error.message.length).toBeGreaterThan(10);
  });
});

function convert(thrown: unknown, phase: CallPhase): SheetsError {
  const tabOfRequest = [undefined, undefined, 7, 8];
  return toSheetsError(describeFailure(thrown, phase, NOW), { account: ACCOUNT, tabOfRequest });
}

test.each([
  ['read requests of the user', 'ReadRequestsPerMinutePerUser', 'read', { calls: 'read', per: 'user' }],
  ['write requests of the user', 'WriteRequestsPerMinutePerUser', 'write', { calls: 'write', per: 'user' }],
  [
    'write requests of the project',
    'WriteRequestsPerMinutePerProject',
    'write',
    { calls: 'write', per: 'project' },
  ],
  [
    'reads that a write makes as well',
    'ReadRequestsPerMinutePerUser',
    'write',
    { calls: 'read', per: 'user' },
  ],
  ['a limit of a new name', 'TokensPerDay', 'write', { calls: 'write', per: 'project' }],
] as const)('a quota that is used up is named: %s (fault 7)', (_what, limit, phase, quota) => {
  const metadata = { quota_limit: limit };
  expect(convert(google(429, 'Quota exceeded', { details: [{ metadata }] }), phase)).toMatchObject({ quota });
});

test.each([
  ["limit 'Write requests per minute per user' of service", { calls: 'write', per: 'user' }],
  ["limit 'Read requests per minute' of service", { calls: 'read', per: 'project' }],
  ['Too many requests', { calls: 'write', per: undefined }],
] as const)('or by what Google tells people: %s (fault 7)', (words, quota) => {
  expect(convert(google(429, words), 'write')).toMatchObject({ quota });
});

test('the quota of an older answer is the account’s by its reason; that of signing in has no name (fault 7)', () => {
  const older = google(403, 'User Rate Limit Exceeded', { errors: [{ reason: 'userRateLimitExceeded' }] });
  expect(convert(older, 'read')).toMatchObject({ quota: { calls: 'read', per: 'user' } });
  expect(convert(google(429, 'slow down'), 'access')).not.toHaveProperty('quota');
});

test('without a number of the request, a protected tab is the only one written to', () => {
  const failure = describeFailure(google(403, PROTECTED), 'write', NOW);
  const error = toSheetsError(failure, { account: undefined, tabOfRequest: [undefined, 7, 7] });
  expect(error).toMatchObject({ type: 'protected', tabId: 7 });
});

test('missing scopes come with the command that mends it', () => {
  const error = convert(google(403, 'Request had insufficient authentication scopes.'), 'read');
  expect(error.message).toContain(
    'gcloud auth application-default login --scopes=https://www.googleapis.com/auth/spreadsheets',
  );
});

test('a grant refused for its time comes with a hint at the clock', () => {
  const description =
    'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.';
  const error = convert(answered(400, { error: 'invalid_grant', error_description: description }), 'access');
  expect(error.message).toContain('clock');
});

test('neither message nor cause holds secrets, payloads or pages', () => {
  const secrets = ['ya29.canary', 'what learners wrote', 'MIIEcanary', 'canary-page'];
  const thrown = [
    google(
      400,
      'bad token ya29.canary and -----BEGIN PRIVATE KEY-----\nMIIEcanary\n-----END PRIVATE KEY-----',
    ),
    answered(502, `<html>${'canary-page'.repeat(1000)}</html>`),
    network('ECONNRESET', 'read'),
  ];
  for (const each of thrown)
    for (const phase of PHASES) {
      const error = convert(each, phase);
      const everything = JSON.stringify(error) + String('cause' in error && (error.cause as Error).stack);
      for (const secret of secrets) expect(everything).not.toContain(secret);
    }
});
