import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeDays } from '../../src/statistics/active-days.js';
import { QUARTER_HOUR_MS } from '../../src/statistics/tally.js';

function quarterHours(...instants: readonly string[]): number[] {
  return instants.map((instant) => Math.floor(Date.parse(instant) / QUARTER_HOUR_MS));
}

describe('activeDays', () => {
  it('is nothing for nobody', () => {
    expect(activeDays([], 'UTC')).toEqual({ days_active: 0, day_streak: 0 });
    expect(activeDays([], 'Europe/Berlin')).toEqual({ days_active: 0, day_streak: 0 });
  });

  it('counts a day once', () => {
    const day = quarterHours('2026-03-02T00:00:00Z', '2026-03-02T12:00:00Z', '2026-03-02T23:59:59Z');
    expect(activeDays(day, 'UTC')).toEqual({ days_active: 1, day_streak: 1 });
  });

  it('ends the streak on the last active day, not on the longest one', () => {
    const days = quarterHours(
      '2026-02-26T12:00:00Z',
      '2026-02-27T12:00:00Z',
      '2026-02-28T12:00:00Z',
      '2026-03-02T12:00:00Z',
      '2026-03-03T12:00:00Z',
    );
    expect(activeDays(days, 'UTC')).toEqual({ days_active: 5, day_streak: 2 });
  });

  it('goes over the end of February and of the year', () => {
    expect(
      activeDays(quarterHours('2028-02-28T12:00:00Z', '2028-02-29T12:00:00Z', '2028-03-01T12:00:00Z'), 'UTC')
        .day_streak,
    ).toBe(3);
    expect(
      activeDays(quarterHours('2026-12-31T12:00:00Z', '2027-01-01T12:00:00Z'), 'Asia/Tokyo').day_streak,
    ).toBe(2);
  });

  it.each([
    ['UTC', 1],
    ['Europe/Berlin', 2], // 23:30 and 00:30
    ['Asia/Kathmandu', 1], // +05:45: 04:15 and 05:15
    ['America/St_Johns', 1], // -03:30
  ])('tells midnight in %s', (timeZone, days) => {
    const night = quarterHours('2026-01-10T22:30:00Z', '2026-01-10T23:30:00Z');
    expect(activeDays(night, timeZone).days_active).toBe(days);
  });

  it('cuts days at the quarter hours that odd zones begin on', () => {
    const kathmandu = quarterHours('2026-01-10T18:14:59Z', '2026-01-10T18:15:00Z');
    expect(activeDays(kathmandu, 'Asia/Kathmandu').days_active).toBe(2);
    const chatham = quarterHours('2026-01-10T10:14:59Z', '2026-01-10T10:15:00Z'); // +13:45 in summer
    expect(activeDays(chatham, 'Pacific/Chatham').days_active).toBe(2);
  });

  it.each([
    [
      'the 23 hours of 29 March 2026',
      ['2026-03-28T22:59:00Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:00Z', '2026-03-29T22:00:00Z'],
    ],
    [
      'the 25 hours of 25 October 2026',
      ['2026-10-24T21:59:00Z', '2026-10-24T22:00:00Z', '2026-10-25T22:59:00Z', '2026-10-25T23:00:00Z'],
    ],
  ])('counts %s in Berlin as one day between two (fault 31)', (_name, instants) => {
    expect(activeDays(quarterHours(...instants), 'Europe/Berlin')).toEqual({ days_active: 3, day_streak: 3 });
  });

  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Pacific/Chatham',
    'Pacific/Kiritimati',
  ];
  const start = Date.parse('2026-03-20T00:00:00Z') / QUARTER_HOUR_MS;
  const someQuarterHours = fc.array(
    fc.nat(96 * 25).map((offset) => start + offset),
    { maxLength: 60 },
  );

  it('agrees with the dates that the runtime prints', () => {
    fc.assert(
      fc.property(someQuarterHours, fc.constantFrom(...zones), (moments, timeZone) => {
        const dates = new Set(
          moments.map((moment) =>
            new Date(moment * QUARTER_HOUR_MS).toLocaleDateString('sv-SE', { timeZone }),
          ),
        );
        expect(activeDays(moments, timeZone)).toEqual({
          days_active: dates.size,
          day_streak: streakOf(dates),
        });
      }),
    );
  });

  it('does not mind the order or repetition', () => {
    fc.assert(
      fc.property(someQuarterHours, fc.constantFrom(...zones), (moments, timeZone) => {
        const other = [...moments, ...moments].reverse();
        expect(activeDays(other, timeZone)).toEqual(activeDays(moments, timeZone));
      }),
    );
  });
});

/** Walks back from the last date, by printed dates alone. */
function streakOf(dates: ReadonlySet<string>): number {
  let date = [...dates].sort().at(-1);
  let streak = 0;
  while (date !== undefined && dates.has(date)) {
    streak += 1;
    date = new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  }
  return streak;
}
