import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areOthersDue,
  type CellMemory,
  type CellSample,
  keepSample,
  rememberCells,
} from '../../src/cells/cell-memory.js';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const HOUR = 3_600_000;

const tab = (tabId: number, rowCount: number, columnCount: number) => ({
  ...{ tabId, rowCount, columnCount },
  ...{ title: `Tab ${tabId}`, headers: [] },
});

const OURS = new Set([1, 2]);
const ALL = { tabs: [tab(1, 100, 10), tab(2, 10, 10), tab(9, 1_000, 26)], all: true, ours: OURS };

function seen(memory: CellMemory | undefined, tabs: CellMemory['others'], now: number) {
  return rememberCells(memory, { tabs: [tab(1, tabs, 10)], all: false, ours: OURS }, now);
}

describe('what is remembered of the size of a spreadsheet', () => {
  it('counts all tabs, the empty cells and those of people too', () => {
    expect(rememberCells(undefined, ALL, NOW)).toEqual({
      others: 26_000,
      othersAt: '2026-11-23T12:00:00.000Z',
      samples: [{ at: '2026-11-23T12:00:00.000Z', cells: 27_100 }],
    });
  });

  it('begins with a look at all tabs', () => {
    expect(rememberCells(undefined, { ...ALL, all: false }, NOW)).toBeUndefined();
  });

  it('adds what our own tabs have grown by to what people had when last looked at', () => {
    const first = rememberCells(undefined, ALL, NOW);
    const grown = { ...ALL, tabs: [tab(1, 300, 10), tab(2, 10, 10)], all: false };
    const second = rememberCells(first, grown, NOW + HOUR);
    expect(second).toMatchObject({ others: 26_000, othersAt: first?.othersAt });
    expect(second?.samples.at(-1)).toEqual({ at: '2026-11-23T13:00:00.000Z', cells: 29_100 });
  });

  it('stays as it is while nothing changes, for a while', () => {
    const first = rememberCells(undefined, ALL, NOW);
    const same = { ...ALL, tabs: ALL.tabs.slice(0, 2), all: false };
    expect(rememberCells(first, same, NOW + HOUR)).toBe(first);
    expect(rememberCells(first, same, NOW + 3 * HOUR)).not.toBe(first);
  });

  it('has people’s tabs looked at now and then, and after the clock was put back', () => {
    const memory = rememberCells(undefined, ALL, NOW);
    expect(areOthersDue(undefined, NOW)).toBe(true);
    expect(areOthersDue(memory, NOW + 6 * HOUR - 1)).toBe(false);
    expect(areOthersDue(memory, NOW + 6 * HOUR)).toBe(true);
    expect(areOthersDue(memory, NOW - 1)).toBe(true);
  });
});

describe('the samples', () => {
  const moment = fc.integer({ min: 0, max: 30 * 24 * 60 }).map((minutes) => NOW + minutes * 60_000);

  it('are few, in order, and end with the last, whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(moment, fc.nat(10_000_000)), { minLength: 1, maxLength: 400 }),
        (given) => {
          let samples: CellSample[] = [];
          for (const [at, cells] of given) {
            const sample = { at: new Date(at).toISOString(), cells };
            samples = keepSample(samples, sample);
            expect(samples.at(-1)).toEqual(sample);
          }
          const times = samples.map(({ at }) => Date.parse(at));
          expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
          expect(samples.length).toBeLessThanOrEqual(60);
        },
      ),
    );
  });

  it('reach back a week, however often they are taken', () => {
    let memory: CellMemory | undefined = rememberCells(undefined, ALL, NOW);
    let now = NOW;
    for (let minute = 0; minute < 21 * 24 * 60; minute += 20) {
      now = NOW + minute * 60_000;
      memory = seen(memory, 100 + minute, now);
    }
    const times = (memory?.samples ?? []).map(({ at }) => Date.parse(at));
    expect(times.length).toBeLessThanOrEqual(60);
    expect(now - (times[0] ?? now)).toBeGreaterThanOrEqual(7 * 24 * HOUR);
    expect(now - (times[0] ?? now)).toBeLessThan(8 * 24 * HOUR);
  });
});
