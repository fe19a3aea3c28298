/** Serial number 0 is 1899-12-30; this is 1970-01-01. */
const UNIX_EPOCH = 25_569;
const DAY = 86_400_000;

/** A calendar day as a serial number, or `undefined` when there is no such day. */
export const serialOfDay = (year: number, month: number, day: number): number | undefined => {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / DAY + UNIX_EPOCH : undefined;
};

/** A moment as a serial number in a time zone. `time` is in milliseconds since 1970. */
export const serialOfMoment = (time: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const day = serialOfDay(part('year'), part('month'), part('day')) ?? 0;
  return day + (part('hour') * 3600 + part('minute') * 60 + part('second')) / 86_400;
};
