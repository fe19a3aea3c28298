import { describe, expect, test } from 'vitest';
import { inTwo } from '../src/checks/advice.js';
import type { Check } from '../src/checks/check.js';
import { checkBacklog } from '../src/checks/check-backlog.js';
import { checkCells } from '../src/checks/check-cells.js';
import { judgeSpace } from '../src/checks/check-disk-space.js';
import { checkRuntime } from '../src/checks/check-runtime.js';
import { renderDoctor } from '../src/render/doctor.js';
import { PLAIN } from '../src/render/style.js';
import { NOW } from './capture.js';
import { PROBLEM, problem, syncStatus } from './samples.js';

describe('the runtime', () => {
  test.each([
    ['24.21.0', 'ok'],
    ['20.20.2', 'failure'],
  ])('%s: %s', (version, state) => {
    expect(checkRuntime(version).state).toBe(state);
  });
});

describe('free space', () => {
  test.each([
    [2e9, 'ok'],
    [1e9, 'ok'],
    [999e6, 'warning'],
    [100e6, 'warning'],
    [99e6, 'failure'],
  ])('of %d bytes: %s', (bytes, state) => {
    const check = judgeSpace(bytes, '/srv');
    expect(check).toMatchObject({ state, detail: expect.stringMatching(/^[\d,]+ MB for \/srv$/) });
    if (check.state !== 'ok') expect(check.remedy).toContain('QUIZ_SYNC_STORE');
  });
});

describe('cells', () => {
  const cells = { limit: 10_000_000, as_of: '2026-11-23T11:00:00.000Z' };

  test.each([
    [{ ...cells, used: 1_000_000, full_on: undefined }, 'ok'],
    [{ ...cells, used: 1_000_000, full_on: '2027-03-01' }, 'ok'],
    [{ ...cells, used: 1_000_000, full_on: '2026-12-20' }, 'warning'],
    [{ ...cells, used: 9_000_000, full_on: undefined }, 'warning'],
    [{ ...cells, used: 10_000_000, full_on: '2026-11-23' }, 'failure'],
  ])('foresees a full spreadsheet: %j is %s (fault 28)', (use, state) => {
    const check = checkCells(syncStatus({ cells: use }), NOW);
    expect(check).toMatchObject({ state, detail: expect.stringContaining('of 10,000,000') });
    if (check.state !== 'ok')
      expect(check.remedy).toContain('https://docs.google.com/spreadsheets/d/sheet-1/edit');
    if (check.state === 'failure') expect(check.exitCode).toBe(5);
  });
});

describe('the backlog', () => {
  const pending = { total: 3, submission: 2, completion: 0, learner: 1, course: 0, session: 0 };
  const HOUR = 3_600_000;

  test.each([
    [{}, 'ok', 'nothing waits'],
    [{ pending, oldest_pending_age_ms: 12_000 }, 'ok', '3 changes for 12 s'],
    [{ pending, oldest_pending_age_ms: HOUR }, 'warning', '3 changes for 1 h'],
    [
      { last_error: problem({ code: 'rate_limited', blocked: false }) },
      'warning',
      `nothing waits; the last sync failed: ${PROBLEM.message}`,
    ],
    [
      { pending, oldest_pending_age_ms: HOUR, last_error: PROBLEM },
      'failure',
      `3 changes for 1 h; the last sync failed: ${PROBLEM.message}`,
    ],
    [
      { pending, sync_enabled: false, oldest_pending_age_ms: HOUR },
      'warning',
      'syncing is switched off; 3 changes for 1 h',
    ],
  ])('%j: %s', (overrides, state, detail) => {
    const check = checkBacklog(syncStatus(overrides));
    expect(check).toMatchObject({ state, detail });
    if (check.state !== 'ok') expect(check.remedy).toBeTruthy();
  });
});

test.each([
  [
    'run in mongosh: db.x.createIndex({"a":1})',
    'run in mongosh: db.x.createIndex({"a":1})',
    'run in mongosh: db.x.createIndex({"a":1})',
  ],
  ['increments get lost: use MongoDB', 'increments get lost', 'Use MongoDB'],
  [
    'Cannot open it: no answer (x). Check the address.',
    'Cannot open it: no answer (x)',
    'Check the address.',
  ],
  [
    'It is locked: close that program, then try again.',
    'It is locked',
    'Close that program, then try again.',
  ],
  ['The disk is full. Free some space on the disk.', 'The disk is full', 'Free some space on the disk.'],
  ['the server says: it is ill', 'the server says: it is ill', undefined],
])('%j says what is so, and what to do', (line, detail, advice) => {
  expect(inTwo(line)).toEqual({ detail, advice });
});

test('what others wrote does not steer the terminal', () => {
  const bell = String.fromCharCode(7);
  const checks: Check[] = [
    { name: 'lease', state: 'ok', detail: `a${bell}b\nc` },
    { name: 'backlog', state: 'failure', detail: 'x', remedy: `do${bell} it`, exitCode: 4 },
    { name: 'cells', state: 'warning', detail: 'y', remedy: undefined },
  ];
  expect(renderDoctor(checks, PLAIN).split('\n')).toEqual([
    'Found 1 failure and 1 warning (3 checks)',
    '',
    'ok       lease    a b c',
    'failure  backlog  x',
    '         what to do: do it',
    'warning  cells    y',
  ]);
});
