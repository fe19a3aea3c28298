const DAY_MS = 86_400_000;
/** Day nought of the spreadsheet's calendar. */
const EPOCH_MS = Date.UTC(1899, 11, 30);
/** The zones a spreadsheet may have that are not in the IANA database look like this. */
const OFFSET_ZONE = /^GMT([+-]\d\d:\d\d)$/;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether this runtime can tell local time in that zone. */
export function isKnownZone(timeZone: string): boolean {
  try {
    formatFor(timeZone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The serial number of an instant (epoch milliseconds): days since 1899-12-30, with the time of day as fraction, as a
 * clock on the wall in that zone shows it. Exact to the millisecond. Where clocks are put back, two instants an hour
 * apart share a number, since a spreadsheet's date-times know of no zone. Throws on a zone that is not known.
 */
export function serialNumber(instant: number, timeZone: string): number {
  return (instant + zoneOffsetMs(instant, timeZone) - EPOCH_MS) / DAY_MS;
}

/** How far local time is ahead of UTC at an instant. */
function zoneOffsetMs(instant: number, timeZone: string): number {
  const wholeSecond = Math.floor(instant / 1000) * 1000;
  return localMs(wholeSecond, timeZone) - wholeSecond;
}

/** What the clock on the wall shows, read as if it were UTC. */
function localMs(wholeSecond: number, timeZone: string): number {
  const shown = formatFor(timeZone).format(wholeSecond);
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = shown.split(/\D+/, 6).map(Number);
  // Date.UTC would take years under 100 for those of the twentieth century.
  return new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Formatters are slow to make and quick to use. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timeZone.replace(OFFSET_ZONE, '$1'),
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What a cell with this serial number shows, to the second: `2026-11-23 12:00:00`. */
export function shownDateTime(serial: number): string {
  const shown = new Date(EPOCH_MS + Math.round((serial * DAY_MS) / 1000) * 1000);
  if (Number.isNaN(shown.getTime())) return String(serial);
  return shown.toISOString().slice(0, -5).replace('T', ' ');
}
