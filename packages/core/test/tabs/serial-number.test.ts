import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKnownZone, serialNumber, shownDateTime } from '../../src/tabs/serial-number.js';

const DAY_MS = 86_400_000;
const SERIAL_OF_1970 = 25_569;

/** The wall clock that a serial number shows, to the millisecond. */
function shown(serial: number): string {
  return new Date(Math.round((serial - SERIAL_OF_1970) * DAY_MS)).toISOString().slice(0, -1);
}

describe('an instant as a serial number', () => {
  test.each([
    { zone: 'UTC', instant: '1899-12-30T00:00:00.000Z', serial: 0 },
    { zone: 'UTC', instant: '1899-12-29T12:00:00.000Z', serial: -0.5 },
    { zone: 'UTC', instant: '1970-01-01T00:00:00.000Z', serial: SERIAL_OF_1970 },
    { zone: 'Etc/GMT', instant: '2026-11-23T12:00:00.000Z', serial: 46_349.5 },
    { zone: 'America/New_York', instant: '2026-11-23T17:00:00.000Z', serial: 46_349.5 },
    { zone: 'GMT-07:00', instant: '2026-11-23T19:00:00.000Z', serial: 46_349.5 },
    { zone: 'Asia/Kolkata', instant: '2026-11-23T06:30:00.000Z', serial: 46_349.5 },
  ])('$instant in $zone', ({ zone, instant, serial }) => {
    expect(serialNumber(Date.parse(instant), zone)).toBe(serial);
  });

  test.each([
    { when: 'before a gap', instant: '2026-03-29T00:59:59.999Z', wall: '2026-03-29T01:59:59.999' },
    { when: 'after a gap', instant: '2026-03-29T01:00:00.000Z', wall: '2026-03-29T03:00:00.000' },
    { when: 'in an overlap', instant: '2026-10-25T00:30:00.001Z', wall: '2026-10-25T02:30:00.001' },
    { when: 'an hour later', instant: '2026-10-25T01:30:00.001Z', wall: '2026-10-25T02:30:00.001' },
    { when: 'after an overlap', instant: '2026-10-25T02:00:00.000Z', wall: '2026-10-25T03:00:00.000' },
    { when: 'at a year’s end', instant: '2025-12-31T22:59:59.500Z', wall: '2025-12-31T23:59:59.500' },
  ])('$when in Berlin (fault 31)', ({ instant, wall }) => {
    expect(shown(serialNumber(Date.parse(instant), 'Europe/Berlin'))).toBe(wall);
  });

  test('half an hour of summer time, and seconds of local mean time', () => {
    const at = Date.parse('2026-01-15T00:00:00.000Z');
    expect(shown(serialNumber(at, 'Australia/Lord_Howe'))).toBe('2026-01-15T11:00:00.000');
    const winter = Date.parse('2026-07-15T00:00:00.000Z');
    expect(shown(serialNumber(winter, 'Australia/Lord_Howe'))).toBe('2026-07-15T10:30:00.000');
    const early = Date.parse('1880-01-01T00:00:00.000Z');
    expect(shown(serialNumber(early, 'Europe/Amsterdam'))).toMatch(/^1880-01-01T00:\d\d:\d\d\.000$/);
  });

  test('shows what the runtime’s own clock shows, to the millisecond, in any zone at any time', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const instants = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2100-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, instant) => {
        expect(shown(serialNumber(instant.getTime(), zone))).toBe(wallClock(instant, zone));
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['Europe/Berlin', true],
  ['Etc/GMT', true],
  ['GMT+05:45', true],
  ['Mars/Olympus_Mons', false],
  ['', false],
])('the zone %j: %j', (zone, known) => {
  expect(isKnownZone(zone)).toBe(known);
});

test.each([
  [0, '1899-12-30 00:00:00'],
  [46_349.5, '2026-11-23 12:00:00'],
  [46_349.5 - 1 / DAY_MS, '2026-11-23 12:00:00'],
  [-0.5, '1899-12-29 12:00:00'],
  [1e300, '1e+300'],
])('the serial number %d is shown as %s', (serial, text) => {
  expect(shownDateTime(serial)).toBe(text);
});

/** By another way than the code's: the parts that the runtime names. */
function wallClock(instant: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  return `${date}T${part('hour')}:${part('minute')}:${part('second')}.${part('fractionalSecond')}`;
}
