import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { score } from '../../src/statistics/score.js';

describe('score', () => {
  it.each([
    [0, 0, 0],
    [0, 7, 0],
    [7, 7, 100],
    [1, 3, 33],
    [2, 3, 67],
    [1, 8, 13], // 12.5 goes up
    [1, 200, 1], // 0.5 goes up
    [199, 200, 100], // 99.5 goes up
    [29, 200, 15], // 14.5 exactly, though 100 * (29 / 200) is 14.499999999999998
    [57, 200, 29], // 28.5
    [1, 201, 0],
  ])('of %i right answers out of %i is %i %%', (correct, total, percent) => {
    expect(score(correct, total)).toBe(percent);
  });

  const answers = fc.nat(1_000_000).chain((total) => fc.tuple(fc.nat(total), fc.constant(total)));

  it('is the whole number nearest to the percentage, the greater one of two', () => {
    fc.assert(
      fc.property(answers, ([correct, total]) => {
        fc.pre(total > 0);
        const percent = score(correct, total);
        expect(Number.isInteger(percent)).toBe(true);
        // percent - 1/2 <= 100 correct / total < percent + 1/2, in whole numbers
        expect(total * (2 * percent - 1)).toBeLessThanOrEqual(200 * correct);
        expect(200 * correct).toBeLessThan(total * (2 * percent + 1));
      }),
    );
  });

  it('never falls with another right answer and never rises with another wrong one', () => {
    fc.assert(
      fc.property(answers, ([correct, total]) => {
        expect(score(correct + 1, total + 1)).toBeGreaterThanOrEqual(score(correct, total));
        expect(score(correct, total + 1)).toBeLessThanOrEqual(score(correct, total));
      }),
    );
  });
});
