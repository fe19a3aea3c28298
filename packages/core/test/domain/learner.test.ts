import { describe, expect, it } from 'vitest';
import { learnerFactsSchema } from '../../src/domain/learner.js';

const isTaken = (email: string) => learnerFactsSchema.safeParse({ email }).success;

describe('an e-mail address', () => {
  it.each(['ada@school.example', 'a.b+c@x.de', "o'neill@a-b.school.example", `${'n'.repeat(64)}@a.example`])(
    '%s is taken',
    (email) => {
      expect(isTaken(email)).toBe(true);
    },
  );

  it.each([
    'nobody',
    'a@b',
    'a b@x.de',
    '.a@x.de',
    'a..b@x.de',
    'a@-x.de',
    'a@x-.de',
    `${'n'.repeat(65)}@a.example`,
    `a@${'l'.repeat(64)}.example`,
  ])('%s is refused', (email) => {
    expect(isTaken(email)).toBe(false);
  });

  it('is refused in no time, however long the text', () => {
    for (const text of [
      'a'.repeat(100_000),
      'a.'.repeat(50_000),
      `a@${'a-'.repeat(50_000)}`,
      `a@${'a.'.repeat(50_000)}`,
    ])
      expect(isTaken(text)).toBe(false);
  });
});
