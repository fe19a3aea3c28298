import type { SheetsError } from '@quiz-sync/core';
import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { type Check, fine } from '../src/checks/check.js';
import { checkClock } from '../src/checks/check-clock.js';
import { checkGoogle } from '../src/checks/check-google.js';
import { checkQuota } from '../src/checks/check-quota.js';
import { NOW } from './capture.js';
import { ACCOUNT, type ExaminedGoogle, examinedGoogle, openedSheets } from './examined-google.js';
import { syncStatus } from './samples.js';

async function checked(overrides: Partial<ExaminedGoogle>) {
  const readable = (account: string | undefined) => fine('spreadsheet', `read by ${account}`);
  const { checks, tabs } = await checkGoogle(openedSheets(examinedGoogle(overrides)), readable, () => NOW);
  const named = (name: string) => checks.find((check) => check.name === name);
  return { checks, tabs, named };
}

function remedyOf(check: Check | undefined): string | undefined {
  return check === undefined || check.state === 'ok' ? undefined : check.remedy;
}

const REJECTED: SheetsError = { type: 'credentials_rejected', message: 'No.' };
const AWAY: SheetsError = { type: 'unavailable', message: 'No answer.' };
const denied = (reason: 'not_shared' | 'api_disabled'): SheetsError => ({
  type: 'permission_denied',
  message: 'No.',
  account: ACCOUNT,
  reason,
});

const NAMES = ['credentials', 'token', 'clock', 'sheets api', 'spreadsheet'];

describe('the way to Google', () => {
  test('has a line for each step', async () => {
    const { checks, tabs } = await checked({});
    expect(checks.map(({ name, state }) => [name, state])).toEqual(NAMES.map((name) => [name, 'ok']));
    expect(checks.map(({ detail }) => detail)).toEqual([
      'of sync@school.example',
      'Google gave one',
      'it agrees with that of Google',
      'enabled',
      'read by sync@school.example',
    ]);
    expect(tabs).toEqual([]);
  });

  test.each<[string, Partial<ExaminedGoogle>, string, number, RegExp]>([
    [
      'credentials that are none',
      { credentials: err(REJECTED), token: undefined, tabs: undefined },
      'credentials',
      4,
      /^Create a new key/,
    ],
    ['a token that is refused', { token: err(REJECTED), tabs: undefined }, 'token', 4, /^Create a new key/],
    ['a sign-in that is away', { token: err(AWAY), tabs: undefined }, 'token', 75, /^Nothing to do/],
    [
      'an API that is off',
      { tabs: err(denied('api_disabled')) },
      'sheets api',
      4,
      /^Enable the Google Sheets API/,
    ],
    [
      'a spreadsheet not shared',
      { tabs: err(denied('not_shared')) },
      'spreadsheet',
      4,
      /sync@school\.example as Editor/,
    ],
    [
      'a spreadsheet that is not there',
      { tabs: err({ type: 'spreadsheet_not_found', message: 'No.' }) },
      'spreadsheet',
      5,
      /^Compare the id that was named/,
    ],
    ['a Google that is away', { tabs: err(AWAY) }, 'spreadsheet', 75, /^Nothing to do/],
    ['a clock that is an hour off', { clockAheadMs: -3_600_000 }, 'clock', 4, /timedatectl set-ntp true$/],
  ])('%s is one failure, on its own line, with what to do', async (_, overrides, name, exitCode, remedy) => {
    const { checks, named } = await checked(overrides);
    expect(checks.map((check) => check.name)).toEqual(NAMES);
    expect(checks.filter(({ state }) => state === 'failure').map((check) => check.name)).toEqual([name]);
    expect(named(name)).toMatchObject({ exitCode });
    expect(remedyOf(named(name))).toMatch(remedy);
  });

  test('an emulator needs neither credentials nor a token', async () => {
    const { checks } = await checked({ credentials: ok({ account: undefined, none: true }) });
    expect(checks.slice(0, 2).map(({ detail }) => detail)).toEqual([
      'none are needed for an emulator',
      'none is needed for an emulator',
    ]);
  });
});

describe('the clock', () => {
  test.each([
    [undefined, 'warning', 'not looked at: Google gave no answer that tells the time'],
    [900, 'ok', 'it agrees with that of Google'],
    [-29_000, 'ok', 'it agrees with that of Google'],
    [45_000, 'warning', '45 s ahead of the clock of Google'],
    [-300_000, 'failure', '5 min behind the clock of Google'],
  ])('%s ms ahead: %s', (aheadMs, state, detail) => {
    expect(checkClock(aheadMs)).toMatchObject({ state, detail });
  });
});

describe('the quota', () => {
  const quota = { calls_left: 6, calls_at_most: 6, level: 6, calls_per_minute: 54 };

  test.each([
    [undefined, 'ok', '6 of 6 calls left, 54 more a minute'],
    [{ at: '2026-11-20T12:00:00.000Z' }, 'ok', '6 of 6 calls left, 54 more a minute'],
    [
      { at: '2026-11-23T11:55:00.000Z', calls: 'write', per: 'project' } as const,
      'warning',
      expect.stringMatching(
        /; Google said 2026-11-23 11:55:00 UTC \(5 min ago\) that its own for a project was/,
      ),
    ],
  ])('last hit %j: %s', (hit, state, detail) => {
    const check = checkQuota(syncStatus({ quota: { ...quota, last_hit: hit } }), NOW);
    expect(check).toMatchObject({ state, detail });
    if (check.state === 'warning') expect(check.remedy).toContain('https://console.cloud.google.com/');
  });
});
