import fc from 'fast-check';

const NUL = String.fromCharCode(0);

/** Any text that the schemas of core let through: every character but NUL and lone surrogates. Lengths in UTF-16 units. */
export function arbitraryText(limits: { min: number; max: number }): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: limits.min, maxLength: 20 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: limits.min, maxLength: 20 }) },
      { weight: 1, arbitrary: fc.constantFrom(...AWKWARD_TEXTS) },
    )
    .filter((text) => !text.includes(NUL) && text.length >= limits.min && text.length <= limits.max);
}

export function arbitraryId(): fc.Arbitrary<string> {
  return arbitraryText({ min: 1, max: 200 });
}

/**
 * Texts that a careless store changes, confuses or chokes on. All are allowed ids, and all are different: pairs differ
 * in case, in Unicode normalisation or in white space alone.
 */
export const AWKWARD_TEXTS: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '0',
  '007',
  '1e3',
  '-1',
  '1.0',
  'true',
  '2026-03-02',
  'a.b.c',
  '.',
  '$set',
  '$gt.$ne',
  '{"$gt":""}',
  '["a","b"]',
  "'; DROP TABLE submissions; --",
  `"double" 'single' \`back\` \\slash\\`,
  '%_*?[a-z]',
  ':0',
  'a:0',
  '=1+1',
  '+1',
  '@x',
  ' ',
  ' leading',
  'trailing ',
  'trailing',
  'two  spaces',
  'two spaces',
  'tab\tinside',
  'line\nfeed',
  'line\r\nfeed',
  '\u00a0',
  '\ufeffbyte order mark',
  'zero\u200bwidth',
  'Case',
  'case',
  '\u00e9',
  'e\u0301',
  '\u212b',
  '\u00c5',
  'stra\u00dfe',
  'strasse',
  '\u0130',
  'i\u0307',
  '\u202eright to left override\u202c',
  '\u05e9\u05dc\u05d5\u05dd \u200f!',
  '\u0645\u0631\u062d\u0628\u0627',
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}',
  '\u{1f600}',
  '\u{20000}',
  '\u{10ffff}',
  '\ufb00',
  '\ufffd',
  '\uffff',
  '\u0001',
  '\u007f',
  '\u2028',
  '\u{1f600}'.repeat(100),
];
