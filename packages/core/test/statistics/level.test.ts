import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelOf } from '../../src/statistics/level.js';
import { score } from '../../src/statistics/score.js';

describe('levelOf', () => {
  it.each([
    [0, 0, 'beginner'],
    [2, 100, 'beginner'],
    [3, 79, 'beginner'],
    [3, 80, 'intermediate'],
    [3, 100, 'intermediate'],
    [7, 79, 'beginner'],
    [7, 100, 'intermediate'],
    [8, 69, 'beginner'],
    [8, 70, 'intermediate'],
    [8, 84, 'intermediate'],
    [8, 85, 'advanced'],
    [1_000_000, 100, 'advanced'],
    [1_000_000, 0, 'beginner'],
  ])('of %i questions at %i %% is %s', (questions, percent, level) => {
    expect(levelOf(questions, percent)).toBe(level);
  });

  it('goes by the rounded score that the sheet shows', () => {
    expect(score(169, 199)).toBe(85); // 84.92 % exactly
    expect(levelOf(199, score(169, 199))).toBe('advanced');
  });

  it('never falls as the score rises', () => {
    const rank = ['beginner', 'intermediate', 'advanced'];
    fc.assert(
      fc.property(fc.nat(50), fc.nat(99), (questions, percent) => {
        const lower = rank.indexOf(levelOf(questions, percent));
        expect(rank.indexOf(levelOf(questions, percent + 1))).toBeGreaterThanOrEqual(lower);
      }),
    );
  });
});
