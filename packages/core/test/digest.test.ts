import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../src/digest.js';

/** Node encodes lone surrogates as U+FFFD too. */
function expected(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}

describe('digest', () => {
  it.each([
    ['nothing', '', 'e3b0c44298fc1c149afbf4c8996fb924'],
    ['the example of FIPS 180-4', 'abc', 'ba7816bf8f01cfea414140de5dae2223'],
    [
      'the two-block example of FIPS 180-4',
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039',
    ],
  ])('knows %s', (_name, text, hash) => {
    expect(digest(text)).toBe(hash);
  });

  it('agrees with node:crypto at every length around the block boundaries', () => {
    for (let length = 0; length <= 260; length++) {
      const text = 'x'.repeat(length);
      expect(digest(text)).toBe(expected(text));
    }
  });

  it('agrees with node:crypto on texts too long for the shared buffer', () => {
    for (const text of ['é'.repeat(16_383), '€'.repeat(16_384), '😀'.repeat(8_193), 'a😀€é'.repeat(20_000)]) {
      expect(digest(text)).toBe(expected(text));
    }
  });

  it('agrees with node:crypto on any text, lone surrogates included', () => {
    const anyText = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
      .map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'grapheme', maxLength: 300 })), (text) => {
        expect(digest(text)).toBe(expected(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
