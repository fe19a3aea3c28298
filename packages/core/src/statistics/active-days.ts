import { QUARTER_HOUR_MS } from './tally.js';

/** On which calendar days somebody was active. */
export interface ActiveDays {
  readonly days_active: number;
  /** Consecutive days up to and including the last active one; 0 without any. */
  readonly day_streak: number;
}

const DAY_MS = 86_400_000;

/**
 * Counts calendar days of `timeZone` (an IANA name) from quarter hours (floor of epoch ms / 900,000). A quarter hour
 * lies within one day in every zone, so that nothing is lost by rounding; a day of 23 or 25 hours is a day.
 */
export function activeDays(quarterHours: readonly number[], timeZone: string): ActiveDays {
  const dayOf = timeZone === 'UTC' ? utcDay : calendarDay(timeZone);
  const days = new Set(quarterHours.map((quarterHour) => dayOf(quarterHour * QUARTER_HOUR_MS)));
  return { days_active: days.size, day_streak: streak(days) };
}

function streak(days: ReadonlySet<number>): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const day of days) last = Math.max(last, day);
  let length = 0;
  while (days.has(last - length)) length += 1;
  return length;
}

function utcDay(instant: number): number {
  return Math.floor(instant / DAY_MS);
}

/** Numbers the calendar days of a zone so that neighbours differ by one, whatever their length in hours. */
function calendarDay(timeZone: string): (instant: number) => number {
  const format = formatOf(timeZone);
  return (instant) => {
    const [month = 0, day = 0, year = 0] = format.format(instant).split('/').map(Number);
    return Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);
  };
}

/** Making a format takes a thousand times as long as using it; there are only as many as there are zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}
