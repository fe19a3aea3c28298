import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellMemory, type CellSample, MAX_SPREADSHEET_CELLS } from '../../src/cells/cell-memory.js';
import { cellUse } from '../../src/cells/cell-use.js';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function memory(...samples: readonly (readonly [hoursAgo: number, cells: number])[]): CellMemory {
  const kept = samples.map(
    ([hoursAgo, cells]): CellSample => ({ at: new Date(NOW - hoursAgo * HOUR).toISOString(), cells }),
  );
  return { others: 0, othersAt: new Date(NOW).toISOString(), samples: kept };
}

const fullOn = (remembered: CellMemory, now = NOW): string | undefined => cellUse(remembered, now)?.full_on;

describe('when the spreadsheet will be full (fault 28)', () => {
  it('is not known before it was looked at', () => {
    expect(cellUse(undefined, NOW)).toBeUndefined();
    expect(cellUse(memory(), NOW)).toBeUndefined();
  });

  it('tells what is used, of how much, and when that was counted', () => {
    expect(cellUse(memory([30, 1_000]), NOW)).toEqual({
      used: 1_000,
      limit: 10_000_000,
      as_of: '2026-11-22T06:00:00.000Z',
      full_on: undefined,
    });
  });

  it('goes on as the last week did', () => {
    // 100,000 a day, and 9,000,000 to go: 90 days.
    expect(fullOn(memory([168, 300_000], [0, 1_000_000]))).toBe('2027-02-21');
    // What was before the week does not matter.
    expect(fullOn(memory([800, 0], [168, 300_000], [0, 1_000_000]))).toBe('2027-02-21');
  });

  it('goes by what there is of a week, once that is a day', () => {
    expect(fullOn(memory([24, 900_000], [0, 1_000_000]))).toBe('2027-02-21');
    expect(fullOn(memory([23, 900_000], [0, 1_000_000]))).toBeUndefined();
  });

  it('is never, when nothing has grown, or so little that a century is not enough', () => {
    expect(fullOn(memory([168, 5_000], [0, 5_000]))).toBeUndefined();
    expect(fullOn(memory([168, 900_000], [0, 5_000]))).toBeUndefined();
    expect(fullOn(memory([168, 5_000], [0, 5_001]))).toBeUndefined();
  });

  it('moves off while nothing is counted, since nothing grows then', () => {
    const remembered = memory([168, 300_000], [0, 1_000_000]);
    expect(fullOn(remembered, NOW + 3 * DAY)).toBe('2027-04-04');
    expect(fullOn(remembered, NOW + 30 * DAY)).toBeUndefined();
  });

  it('is today when it is full', () => {
    expect(fullOn(memory([0, MAX_SPREADSHEET_CELLS]))).toBe('2026-11-23');
  });

  it('is never before today, and the sooner the faster it has grown', () => {
    const cells = fc.integer({ min: 0, max: MAX_SPREADSHEET_CELLS });
    fc.assert(
      fc.property(cells, cells, cells, fc.integer({ min: 24, max: 400 }), (first, second, used, hours) => {
        const [less = 0, more = 0] = [first, second].sort((one, other) => one - other);
        const slow = fullOn(memory([hours, more], [0, used])) ?? '9999';
        const fast = fullOn(memory([hours, less], [0, used])) ?? '9999';
        expect(fast <= slow).toBe(true);
        expect(fast >= '2026-11-23').toBe(true);
        if (used <= less && used < MAX_SPREADSHEET_CELLS) expect(fast).toBe('9999');
      }),
    );
  });
});
