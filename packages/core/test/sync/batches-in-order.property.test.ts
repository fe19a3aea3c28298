import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answer, expectExact, keysOf, makeApplication } from './make-application.js';

/** What Google advises for one request, in bytes. */
const TWO_MEGABYTES = 2_000_000;

/** Texts that cost one, two (escaped), three or six bytes for each of their characters. */
const explanation = fc
  .tuple(fc.constantFrom('x', '"', '漢', '\u0001'), fc.nat({ max: 45_000 }))
  .map(([character, length]) => character.repeat(length));

const submissions = fc.array(fc.array(explanation, { minLength: 1, maxLength: 12 }), {
  minLength: 1,
  maxLength: 24,
});

it('whatever is waiting goes in batches of at most 2 MB, each row once and in the order it came (fault 30)', async () => {
  let split = 0;
  const property = fc.asyncProperty(submissions, async (given) => {
    const app = makeApplication();
    for (const [index, explanations] of given.entries()) {
      const responses = explanations.map((text) => answer({ explanation: text }));
      await app.submit({ submission_id: `s${index}`, user_id: `u${index % 3}`, responses });
    }
    await app.drain();
    const sizes = app.sheets.batches.map(({ batch }) => Buffer.byteLength(JSON.stringify(batch)));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(TWO_MEGABYTES);
    if (sizes.length > 2) split += 1;
    const inOrder = given.flatMap((texts, index) => texts.map((_, n) => `s${index}:${n}`));
    expect(keysOf(app.sheets, 'responses')).toEqual(inOrder);
    await expectExact(
      app,
      given.map((_, index) => `s${index}`),
    );
  });
  await fc.assert(property, {
    numRuns: 12,
    // At least this much is more than one batch can hold.
    examples: [[Array.from({ length: 8 }, () => Array.from({ length: 12 }, () => '漢'.repeat(20_000)))]],
  });
  expect(split).toBeGreaterThan(0);
});
