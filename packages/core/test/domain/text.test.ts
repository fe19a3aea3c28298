import { AWKWARD_TEXTS, arbitraryId } from '@quiz-sync/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idSchema, instantSchema, textSchema } from '../../src/domain/text.js';

describe('instantSchema', () => {
  it.each([
    ['2026-03-02T10:00:00Z', '2026-03-02T10:00:00.000Z'],
    ['2026-03-02T10:00:00+05:45', '2026-03-02T04:15:00.000Z'],
    ['2026-03-02T10:00:00.123456789-00:00', '2026-03-02T10:00:00.123Z'],
    ['2028-02-29T23:59:59.9+23:59', '2028-02-29T00:00:59.900Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('normalises %s', (text, instant) => {
    expect(instantSchema.parse(text)).toBe(instant);
  });

  it.each([
    '',
    'yesterday',
    '2026-03-02',
    '2026-03-02T10:00:00',
    '2026-03-02 10:00:00Z',
    '2026-02-29T10:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T23:59:60Z',
    '2026-03-02T10:00:00+24:00',
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '0000-01-01T00:00:00+14:00',
    1_772_445_600_000,
  ])('refuses %j', (input) => {
    expect(instantSchema.safeParse(input).success).toBe(false);
  });

  it('makes texts that sort as the instants do', () => {
    const instants = fc.date({
      min: new Date(0),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        const [first, second] = [instantSchema.parse(a.toISOString()), instantSchema.parse(b.toISOString())];
        expect(first < second).toBe(a.getTime() < b.getTime());
      }),
    );
  });
});

describe('idSchema', () => {
  it('keeps every id exactly as it is', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryId(), fc.constantFrom(...AWKWARD_TEXTS)), (id) => {
        expect(idSchema.parse(id)).toBe(id);
      }),
    );
  });
});

describe('textSchema', () => {
  it('may be empty, and as long as two cells', () => {
    expect(textSchema.safeParse('').success).toBe(true);
    expect(textSchema.safeParse('x'.repeat(100_000)).success).toBe(true);
    expect(textSchema.safeParse('x'.repeat(100_001)).success).toBe(false);
  });
});
