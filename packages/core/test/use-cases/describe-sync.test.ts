import { describe, expect, it } from 'vitest';
import { type SyncSituation, syncStateName, syncSummary } from '../../src/use-cases/describe-sync.js';
import { durationWords } from '../../src/use-cases/duration-words.js';

const calm: SyncSituation = {
  enabled: true,
  inProgress: false,
  waiting: 0,
  oldestAgeMs: undefined,
  rebuilding: false,
  problem: undefined,
  tabProblems: [],
  nextAttemptInMs: undefined,
};

const waiting = { waiting: 3, oldestAgeMs: 12_900 };
const failure = {
  code: 'unavailable',
  message: 'Google cannot be reached',
  remedy: 'Wait.',
  since: '',
  blocked: false,
};
const refusal = {
  code: 'spreadsheet_not_found',
  message: 'There is no such spreadsheet',
  remedy: 'Look.',
  since: '',
  blocked: true,
};
const lostHeader = {
  code: 'tab_headers_missing',
  message: 'Tab "X" has lost the header "a"',
  remedy: 'Mend.',
  since: '',
  blocked: true,
};

describe('the state of a sync', () => {
  it.each<[Partial<SyncSituation>, string, string]>([
    [{}, 'in_sync', 'in sync'],
    [waiting, 'pending', '3 waiting since 12 s'],
    [{ rebuilding: true }, 'pending', 'comparing every row again: 0 waiting'],
    [{ ...waiting, rebuilding: true }, 'pending', 'comparing every row again: 3 waiting since 12 s'],
    [{ inProgress: true }, 'syncing', 'syncing'],
    [{ ...waiting, inProgress: true }, 'syncing', 'syncing: 3 waiting'],
    [{ ...waiting, problem: failure }, 'failing', 'failing: Google cannot be reached'],
    [
      { ...waiting, problem: failure, nextAttemptInMs: 8_400 },
      'failing',
      'failing: Google cannot be reached (next attempt in 8 s)',
    ],
    [
      { ...waiting, problem: failure, inProgress: true },
      'failing',
      'failing: Google cannot be reached (trying again now)',
    ],
    [{ ...waiting, problem: refusal, inProgress: true }, 'blocked', 'blocked: There is no such spreadsheet'],
    [{ tabProblems: [lostHeader] }, 'blocked', 'blocked: Tab "X" has lost the header "a"'],
    [{ problem: failure, tabProblems: [lostHeader] }, 'blocked', 'blocked: Tab "X" has lost the header "a"'],
    [{ problem: refusal, tabProblems: [lostHeader] }, 'blocked', 'blocked: There is no such spreadsheet'],
    [{ ...waiting, enabled: false, problem: refusal }, 'disabled', 'disabled'],
  ])('of %j is %s', (change, state, summary) => {
    const situation = { ...calm, ...change };
    expect(syncStateName(situation)).toBe(state);
    expect(syncSummary(situation)).toBe(summary);
  });
});

describe('durationWords', () => {
  it.each([
    [-5_000, '0 s'],
    [0, '0 s'],
    [999, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [172_799_999, '47 h'],
    [172_800_000, '2 d'],
  ])('of %d ms is %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});
