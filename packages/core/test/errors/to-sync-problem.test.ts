import { describe, expect, it } from 'vitest';
import { type SyncFailure, toSyncProblem } from '../../src/errors/to-sync-problem.js';

const names = {
  account: 'quiz@proj.iam.gserviceaccount.com',
  spreadsheet_url: 'https://sheets.example.org/1',
};
const context = { names, at: '2026-03-02T10:00:00.000Z', previous: undefined };
const message = 'as they say';

const CASES: [SyncFailure, string, boolean][] = [
  [{ type: 'rate_limited', message, retryAfterMs: 1 }, 'rate_limited', false],
  [{ type: 'unavailable', message }, 'unavailable', false],
  [{ type: 'outcome_unknown', message }, 'outcome_unknown', false],
  [{ type: 'outcome_awaited', message, retryAfterMs: 1 }, 'outcome_awaited', false],
  [{ type: 'revision_conflict', message }, 'revision_conflict', false],
  [{ type: 'credentials_rejected', message }, 'credentials_rejected', true],
  [
    { type: 'permission_denied', message, account: undefined, reason: 'not_shared' },
    'spreadsheet_not_shared',
    true,
  ],
  [
    { type: 'permission_denied', message, account: undefined, reason: 'api_disabled' },
    'sheets_api_disabled',
    true,
  ],
  [{ type: 'spreadsheet_not_found', message }, 'spreadsheet_not_found', true],
  [{ type: 'protected', message, range: undefined, tabId: undefined }, 'protected', true],
  [{ type: 'cell_limit_reached', message }, 'cell_limit_reached', true],
  [{ type: 'invalid_request', message }, 'invalid_request', false],
  [{ type: 'store_unavailable', message }, 'store_unavailable', false],
  [{ type: 'store_full', message }, 'store_full', true],
  [{ type: 'store_corrupt', message }, 'store_corrupt', true],
  [{ type: 'fence_lost', message }, 'fence_lost', false],
  [{ type: 'sheet_busy', message }, 'sheet_busy', false],
  [{ type: 'scheduler_stopped', message }, 'scheduler_stopped', false],
  [{ type: 'scheduler_unavailable', message }, 'scheduler_unavailable', false],
];

describe('toSyncProblem', () => {
  it('says which quota was hit, where that is known (fault 7)', () => {
    const quota = { calls: 'write', per: 'project' } as const;
    const limited: SyncFailure = { type: 'rate_limited', message, retryAfterMs: 1 };
    expect(toSyncProblem({ ...limited, quota }, context)).toMatchObject({ quota });
    expect(toSyncProblem(limited, context)).not.toHaveProperty('quota');
  });

  it.each(CASES)('of %j is %s', (failure, code, blocked) => {
    const problem = toSyncProblem(failure, context);
    expect(problem).toMatchObject({ code, blocked, since: '2026-03-02T10:00:00.000Z' });
    expect(problem.message).toMatch(/: as they say$/);
    expect(problem.remedy).not.toMatch(/[{}]|undefined/);
  });

  it('tells with whom to share the spreadsheet, and where', () => {
    const failure = {
      type: 'permission_denied',
      message: 'The caller does not have permission',
      account: undefined,
      reason: 'not_shared',
    } as const;
    expect(toSyncProblem(failure, context)).toMatchObject({
      message:
        'The spreadsheet is not shared with quiz@proj.iam.gserviceaccount.com: The caller does not have permission',
      remedy:
        'Share the spreadsheet with quiz@proj.iam.gserviceaccount.com as Editor: open https://sheets.example.org/1, press Share, paste the address.',
    });
    expect(toSyncProblem({ ...failure, account: 'other@example.org' }, context).remedy).toContain(
      'with other@example.org as',
    );
    expect(toSyncProblem(failure, { ...context, names: {} }).remedy).toBe(
      'Share the spreadsheet with the service account as Editor: open the spreadsheet, press Share, paste the address.',
    );
  });

  it('names the range that is protected', () => {
    const failure = { type: 'protected', message, range: "'UserProfiles'!A1:B2", tabId: 7 } as const;
    expect(toSyncProblem(failure, context).remedy).toContain("as an editor of 'UserProfiles'!A1:B2, or");
  });

  it('names who holds the lease', () => {
    const failure = {
      type: 'lease_held',
      holder: 'server-2',
      expiresAt: '2026-03-02T10:00:09.000Z',
    } as const;
    expect(toSyncProblem(failure, context)).toMatchObject({
      code: 'lease_held',
      message: 'Another instance is writing: server-2 holds the lease until 2026-03-02T10:00:09.000Z',
      blocked: false,
    });
  });

  it('has been so since it first was', () => {
    const first = toSyncProblem({ type: 'unavailable', message: 'ECONNREFUSED' }, context);
    const later = { ...context, at: '2026-03-02T11:00:00.000Z', previous: first };
    expect(toSyncProblem({ type: 'unavailable', message: '503' }, later).since).toBe(first.since);
    expect(toSyncProblem({ type: 'invalid_request', message }, later).since).toBe('2026-03-02T11:00:00.000Z');
  });
});
