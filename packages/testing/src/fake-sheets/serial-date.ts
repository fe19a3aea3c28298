const DAY_MS = 86_400_000;

/** Days from 1899-12-30, where the serial numbers of spreadsheets begin, to 1970-01-01. */
const EPOCH_SERIAL = 25_569;

/** The serial number that shows as the wall-clock time of an instant (epoch milliseconds) in an IANA time zone. */
export function serialDate(instant: number, timeZone: string): number {
  return (instant + offsetMs(instant, timeZone)) / DAY_MS + EPOCH_SERIAL;
}

/** How far the zone's wall clocks are ahead of UTC at that instant. */
function offsetMs(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(instant / 1_000) * 1_000;
}
