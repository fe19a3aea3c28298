import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitCell, MAX_CELL_CHARACTERS } from '../../src/tabs/fit-cell.js';

describe('fitCell', () => {
  it('leaves what fits as it is', () => {
    for (const cell of [null, 1, true, { instant: 5 }, '', 'x'.repeat(MAX_CELL_CHARACTERS)]) {
      expect(fitCell(cell)).toBe(cell);
    }
  });

  it('cuts what does not, with a mark that says so', () => {
    const cut = fitCell('x'.repeat(MAX_CELL_CHARACTERS + 1));
    expect(cut).toHaveLength(MAX_CELL_CHARACTERS);
    expect(cut).toMatch(/x … \[cut: 50001 characters in all\]$/);
  });

  it('never leaves half a character, and never exceeds the limit (fault 29)', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.integer({ min: 0, max: 60 }), (lead, extra) => {
        const text = 'a'.repeat(lead) + '😀'.repeat(MAX_CELL_CHARACTERS / 2 + extra);
        const cut = fitCell(text);
        if (typeof cut !== 'string') throw new TypeError();
        expect(cut.isWellFormed()).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(MAX_CELL_CHARACTERS);
      }),
    );
  });
});
