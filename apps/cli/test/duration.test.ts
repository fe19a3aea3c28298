import { describe, expect, test } from 'vitest';
import { parseDuration } from '../src/duration.js';

describe('parseDuration', () => {
  test.each([
    ['30d', 2_592_000_000],
    ['12h', 43_200_000],
    ['90m', 5_400_000],
    ['45s', 45_000],
    ['2w', 1_209_600_000],
    ['0d', 0],
    [' 7d ', 604_800_000],
    ['36500d', 3_153_600_000_000],
  ])('reads %j as %d ms', (text, milliseconds) => {
    expect(parseDuration(text)._unsafeUnwrap()).toBe(milliseconds);
  });

  test.each([
    ['30', 'needs a unit: 30d, 30h or 30m, not "30"'],
    ['soon', 'must be a duration such as 30d, 12h or 90m, not "soon"'],
    ['-5d', 'must be a duration such as 30d, 12h or 90m, not "-5d"'],
    ['1.5h', 'must be a duration such as 30d, 12h or 90m, not "1.5h"'],
    ['1h30m', 'must be a duration such as 30d, 12h or 90m, not "1h30m"'],
    ['3y', 'has the unknown unit "y": s, m, h, d and w are seconds, minutes, hours, days and weeks'],
    [
      '3constructor',
      'has the unknown unit "constructor": s, m, h, d and w are seconds, minutes, hours, days and weeks',
    ],
    ['36501d', 'must be at most 36500d, not "36501d"'],
    [`${'9'.repeat(400)}d`, `must be at most 36500d, not "${'9'.repeat(400)}d"`],
  ])('refuses %j', (text, problem) => {
    expect(parseDuration(text)._unsafeUnwrapErr()).toBe(problem);
  });
});
