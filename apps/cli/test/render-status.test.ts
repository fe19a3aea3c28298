import { describe, expect, test } from 'vitest';
import { renderStatus } from '../src/render/status.js';
import { PLAIN } from '../src/render/style.js';
import { NOW } from './capture.js';
import { PROBLEM, syncStatus, tabProblem, tabStatus } from './samples.js';

const rendered = (...overrides: Parameters<typeof syncStatus>) =>
  renderStatus(syncStatus(...overrides), PLAIN, NOW);

describe('the status for people', () => {
  test('when everything is in the spreadsheet', () => {
    expect(rendered()).toBe(
      [
        'in sync',
        '',
        'State         in_sync',
        'Waiting       nothing',
        'Last success  2026-11-23 11:58:30 UTC (1 min ago)',
        'Last error    none',
        'Stored        4,000 submissions, 20,000 responses',
        'Shared with   sync@school.example',
        'Late writes   The spreadsheet refuses a write that comes late or twice, as was tried out on it.',
        'Spreadsheet   https://docs.google.com/spreadsheets/d/sheet-1/edit',
        '',
        'TAB              ROWS  IN STORE  LAST WRITE  STATE',
        'QuizResponses  20,000    20,000  2 min ago   ok',
        'UserProfiles      500         ?  never       ok',
      ].join('\n'),
    );
  });

  test('when a person must act', () => {
    const text = rendered({
      state: 'blocked',
      summary: 'blocked: share the spreadsheet',
      pending: { total: 3, submission: 2, completion: 0, learner: 1, course: 0, session: 0 },
      oldest_pending_age_ms: 300_000,
      last_success_at: undefined,
      last_error: PROBLEM,
      next_attempt_at: '2026-11-23T12:00:12.000Z',
      lease: { holder: 'server-1', expiresAt: '2026-11-23T12:00:30.000Z' },
    });
    expect(text).toContain('\nWaiting       3 changes (2 submissions, 1 learner), the oldest for 5 min\n');
    expect(text).toContain('\nLast success  never\n');
    expect(text).toContain(`\nLast error    ${PROBLEM.message} [spreadsheet_not_shared]\n`);
    expect(text).toContain('\n  since       2026-11-23 11:55:00 UTC (5 min ago)\n');
    expect(text).toContain(`\n  why         ${PROBLEM.cause}\n  what to do  ${PROBLEM.remedy}\n`);
    expect(text).toContain('\n  command     npx quiz-sync doctor\n');
    expect(text).toContain('\nNext attempt  2026-11-23 12:00:12 UTC (in 12 s)\n');
    expect(text).toContain('\nWriting now   server-1\n');
  });

  test.each([
    [{ calls: 'write', per: 'user' }, 'write calls a minute of the account'],
    [{ calls: 'read', per: 'project' }, 'read calls a minute of the Google Cloud project'],
    [{ calls: 'write', per: undefined }, 'write calls a minute'],
  ] as const)('names the quota that was hit: %j (fault 7)', (quota, words) => {
    const text = rendered({ last_error: { ...PROBLEM, code: 'rate_limited', blocked: false, quota } });
    expect(text).toContain(`\n  quota       ${words}\n`);
  });

  test('tells when a quota was used up, and what the last verification found', () => {
    const quota = {
      ...{ calls_left: 0, calls_at_most: 6, level: -1, calls_per_minute: 54 },
      last_hit: { at: '2026-11-23T11:55:00.000Z', calls: 'read', per: 'user' },
    } as const;
    const found = { at: '2026-11-23T11:00:00.000Z', clean: false, repaired: false, tabs: [] };
    const text = rendered({ quota, last_verification: found });
    expect(text).toMatch(/\nQuota +used up .*\(5 min ago\)\n/);
    expect(text).toMatch(/\nVerified +.*\(1 h ago\): rows differ\n/);
    expect(rendered({ last_verification: { ...found, clean: true } })).toMatch(/: nothing differed\n/);
    expect(rendered({ last_verification: { ...found, repaired: true } })).toMatch(/differed was mended\n/);
  });

  test('tells how many rows have text that was cut (fault 29)', () => {
    expect(rendered({ cut_rows: 2 })).toMatch(
      /\nCut +2 rows with text too long for a cell; the store has it whole\n/,
    );
  });

  test('tells how far a long run is, and since when', () => {
    const progress = { done: 12_000, total: 400_000, since: '2026-11-23T11:55:00.000Z' };
    expect(rendered({ progress })).toMatch(
      /\nProgress +12,000 of 400,000 changes, begun 2026-11-23 11:55:00 UTC \(5 min ago\)\n/,
    );
  });

  test('tells how full the spreadsheet is, and when it will be (fault 28)', () => {
    const cells = { used: 1_234_567, limit: 10_000_000, as_of: '2026-11-23T11:00:00.000Z' };
    expect(rendered({ cells: { ...cells, full_on: '2027-03-01' } })).toMatch(
      /\nCells +1,234,567 of 10,000,000 cells; full about 2027-03-01\n/,
    );
    expect(rendered({ cells: { ...cells, full_on: undefined } })).toMatch(
      /\nCells +1,234,567 of 10,000,000 cells\n/,
    );
  });

  test('says what to do about what waits, unless somebody is at it', () => {
    const pending = { total: 1, submission: 1, completion: 0, learner: 0, course: 0, session: 0 };
    const left = { state: 'pending', pending } as const;
    expect(rendered(left)).toContain(
      '\nWhat to do    quiz-sync force writes it now; a running service does by',
    );
    const lease = { holder: 'server-1', expiresAt: '2026-11-23T12:00:30.000Z' };
    expect(rendered({ ...left, lease })).not.toContain('What to do');
  });

  test('names each tab that is set aside, why, and what to do', () => {
    const problem = tabProblem('profiles');
    const text = rendered({
      tabs: [tabStatus({ tab: 'profiles', title: 'UserProfiles', rows: 500, problem })],
    });
    expect(text).toMatch(/\nUserProfiles +500 +\? +never +set aside\n/);
    expect(text).toContain(`\nUserProfiles: ${problem.message} [protected]\n  what to do: ${problem.remedy}`);
  });

  test('keeps what others wrote from steering the terminal', () => {
    const escapeKey = String.fromCharCode(27);
    const bell = String.fromCharCode(7);
    const override = String.fromCodePoint(0x202e);
    const title = `${escapeKey}]0;owned${bell}Tab\nnext${override}`;
    const text = rendered({ tabs: [tabStatus({ tab: 'profiles', title, rows: 1 })] });
    for (const character of [escapeKey, bell, override]) expect(text).not.toContain(character);
    expect(text).toContain(']0;owned Tab next');
  });
});
