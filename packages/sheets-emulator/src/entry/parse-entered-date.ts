import { serialOfDay } from '../dates/serial.ts';
import type { EnteredValue } from './entered-value.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';

interface DayForm {
  readonly pattern: RegExp;
  readonly format: string;
  /** Which of the groups are the year, month and day; no year means this year. */
  readonly groups: readonly [year: number | undefined, month: number, day: number];
}

const DAY_FORMS: readonly DayForm[] = [
  { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/, format: 'M/d/yyyy', groups: [3, 1, 2] },
  { pattern: /^(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})$/, format: 'M-d-yyyy', groups: [3, 1, 2] },
  { pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})$/, format: 'yyyy-mm-dd', groups: [1, 2, 3] },
  { pattern: /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, format: 'yyyy/mm/dd', groups: [1, 2, 3] },
  { pattern: /^(\d{1,2})\/(\d{1,2})$/, format: 'M/d', groups: [undefined, 1, 2] },
  { pattern: new RegExp(`^${MONTH} (\\d{1,2}),? (\\d{4})$`, 'i'), format: 'mmm d, yyyy', groups: [3, 1, 2] },
  {
    pattern: new RegExp(`^(\\d{1,2})[- ]${MONTH}[- ,]+(\\d{4})$`, 'i'),
    format: 'd-mmm-yyyy',
    groups: [3, 2, 1],
  },
  {
    pattern: new RegExp(`^(\\d{1,2})[- ]${MONTH}$`, 'i'),
    format: 'd-mmm',
    groups: [undefined, 2, 1],
  },
  {
    pattern: new RegExp(`^${MONTH} (\\d{1,2})$`, 'i'),
    format: 'mmm d',
    groups: [undefined, 1, 2],
  },
];

const DURATION = '[h]:mm:ss';

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?(?:\s*([ap])m?)?$/i;

const monthOf = (text: string): number => {
  const name = MONTHS.indexOf(text.slice(0, 3).toLowerCase());
  return name < 0 ? Number(text) : name + 1;
};

const yearOf = (text: string): number => {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 30 ? 2000 + year : 1900 + year;
};

const parseDay = (text: string, thisYear: number): { serial: number; format: string } | undefined => {
  for (const { pattern, format, groups } of DAY_FORMS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const [yearGroup, monthGroup, dayGroup] = groups;
    const year = yearGroup === undefined ? thisYear : yearOf(match[yearGroup] ?? '');
    const serial = serialOfDay(year, monthOf(match[monthGroup] ?? ''), Number(match[dayGroup]));
    return serial === undefined ? undefined : { serial, format };
  }
  return undefined;
};

const parseTime = (text: string): { part: number; format: string } | undefined => {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes, seconds, fraction, half] = match;
  let hour = Number(hours);
  if (Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  const total = hour * 3600 + Number(minutes) * 60 + Number(seconds ?? 0) + Number(fraction ?? 0);
  // More than a day is no time of day but a duration.
  if (hour >= 24) return { part: total / 86_400, format: DURATION };
  const clock = seconds === undefined ? 'h:mm' : 'h:mm:ss';
  return { part: total / 86_400, format: half === undefined ? clock : `${clock} am/pm` };
};

/** Reads a date, a time, or both, as they are written in the `en_US` locale. */
export const parseEnteredDate = (text: string, thisYear: number): EnteredValue | undefined => {
  const day = parseDay(text, thisYear);
  if (day !== undefined) return { value: day.serial, numberFormat: { type: 'DATE', pattern: day.format } };
  const time = parseTime(text);
  if (time !== undefined) return { value: time.part, numberFormat: { type: 'TIME', pattern: time.format } };
  const cut = text.search(/[T ]\d{1,2}:\d{2}/);
  if (cut < 0) return undefined;
  const date = parseDay(text.slice(0, cut).replace(/,$/, ''), thisYear);
  const clock = parseTime(text.slice(cut + 1).replace(/Z$/, ''));
  if (date === undefined || clock === undefined) return undefined;
  return {
    value: date.serial + clock.part,
    numberFormat: { type: 'DATE_TIME', pattern: `${date.format} ${clock.format}` },
  };
};
