import type { Cell, ReadCell } from '@quiz-sync/core';
import { describe, expect, it } from 'vitest';
import { hasOwnForm } from '../../src/tabs/own-key.js';
import { serialNumber } from '../../src/tabs/serial-number.js';
import { sheetRow } from '../../src/tabs/sheet-row.js';
import { compareRow } from '../../src/verify/compare-row.js';

const NOON = Date.UTC(2026, 10, 23, 12);
const ZONE = 'Asia/Kolkata';
const SERIAL = serialNumber(NOON, ZONE);
const MILLISECOND = 1 / 86_400_000;

const LAYOUT = {
  tab: 'profiles' as const,
  title: 'A tab',
  columns: [
    { field: 'a', header: 'A', format: 'text' as const },
    { field: 'at', header: 'At', format: 'date_time' as const },
  ],
};

function compare(cells: readonly Cell[], found: readonly ReadCell[]) {
  return compareRow(LAYOUT, sheetRow('profiles', 'u1', { owner: 'u1' }, cells), found, ZONE);
}

describe('comparing a row', () => {
  it.each<[what: string, expected: Cell, found: ReadCell, same: boolean]>([
    ['the same text', 'a', 'a', true],
    ['another case', 'a', 'A', false],
    ['a space behind', 'a', 'a ', false],
    ['another form of the same letter', '\u00e9', 'e\u0301', false],
    ['no text and an empty cell', '', null, true],
    ['nothing and an empty text', null, '', true],
    ['a number in place of its text', '12', 12, false],
    ['a text in place of its number', 12, '12', false],
    ['nought and an empty cell', 0, null, false],
    ['false and an empty cell', false, null, false],
    ['true and its text', true, 'TRUE', false],
    ['the same number', 12.345, 12.345, true],
    ['a number of 15 digits', 0.1 + 0.2, 0.3, true],
    ['a number that differs in the tenth digit', 1, 1.000_000_001, false],
    ['nought below nought', 0, -0, true],
  ])('%s: %j and %j', (_, expected, found, same) => {
    expect(compare([expected, null], [found]).length === 0).toBe(same);
  });

  it.each([
    ['exactly', SERIAL, true],
    ['within a millisecond', SERIAL + 0.9 * MILLISECOND, true],
    ['beyond a millisecond', SERIAL + 1.1 * MILLISECOND, false],
    ['as UTC shows it', serialNumber(NOON, 'UTC'), false],
    ['as text', '2026-11-23 17:30:00', false],
    ['gone', null, false],
  ])('a time %s', (_, found, same) => {
    expect(compare([null, { instant: NOON }], [null, found]).length === 0).toBe(same);
  });

  it('shows times as people see them, and the beginning of long texts', () => {
    expect(compare(['x'.repeat(300), { instant: NOON }], ['', SERIAL - 1])).toEqual([
      { column: 'A', expected: `${'x'.repeat(200)}…`, found: null },
      { column: 'At', expected: '2026-11-23 17:30:00', found: '2026-11-22 17:30:00' },
    ]);
  });
});

describe('the form of our keys', () => {
  it.each([
    ['responses', 's1:0', true],
    ['responses', 'a:b:499', true],
    ['responses', 's1:500', false],
    ['responses', 's1:01', false],
    ['responses', 's1:-1', false],
    ['responses', 's1', false],
    ['responses', ':0', false],
    ['profiles', 'u1', true],
    ['profiles', 'x'.repeat(201), false],
    ['engagement', 'session-1', true],
    ['course_statistics', 'u1/Maths%20%26%20more', true],
    ['course_statistics', 'u1/Maths & more', false],
    ['course_statistics', 'u1/a/b', false],
    ['course_progress', 'u1/', false],
    ['course_progress', '/algebra', false],
    ['course_progress', 'u1/%', false],
    ['course_progress', '%/algebra', false],
  ] as const)('%s %s: %j', (tab, key, own) => {
    expect(hasOwnForm(tab, key)).toBe(own);
  });
});
