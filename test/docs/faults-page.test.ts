import { describe, expect, it } from 'vitest';
import { AWAITED, FAULTS, type Fault } from './fault-list.ts';
import { type FaultTest, scanTests } from './fault-tests.ts';

const { tests, malformed } = scanTests();
const testsOf = (number: number): FaultTest[] => tests.filter(({ faults }) => faults.includes(number));
const awaited = AWAITED.filter(
  ({ number, comesWith }) => !testsOf(number).some(({ file, title }) => comesWith.test(`${file} ${title}`)),
);

const HEAD = `# Faults, and the tests that hold them

What may go wrong, what users get then, and where that is shown. Made by \`npx vitest run test/docs -u\` from the titles of the
tests, each of which ends with the numbers of the rows it holds; a row without a test fails the build. Behind many of them
stands the same checker: what was acknowledged is in the store, each key of the store is in the sheet once, statistics are
what recomputing gives, and no cell of other people has changed. Beyond single rows, \`npm run test:crash\` kills the service at
every step with every kind of answer from Google, the model test mixes everything in random order, and \`npm run soak\` does so
with real processes for as long as wanted. The promises behind them: [guarantees.md](guarantees.md).
`;

function page(): string {
  const sections = FAULTS.map(section);
  const lines = awaited.map(({ number, what }) => `- **${number}:** ${what}.`);
  const last = lines.length === 0 ? '' : `\n## Tests that are still to come\n\n${lines.join('\n')}\n`;
  return `${HEAD}\n${sections.join('\n')}${last}`;
}

function section({ number, fault, users }: Fault): string {
  const byFile = Map.groupBy(testsOf(number), ({ file }) => file);
  const lines = [...byFile].map(([file, found]) => {
    const titles = [...new Set(found.map(({ title }) => title))];
    return `- [${file}](../${file}): ${titles.join('; ')}`;
  });
  return `## ${number}. ${fault}\n\n${users}.\n\n${lines.join('\n')}\n`;
}

describe('the list of faults', () => {
  it.each(FAULTS)('$number ($fault) is held by a test', ({ number }) => {
    expect(testsOf(number)).not.toEqual([]);
  });

  it('is named by tests in one form, at the end of a title', () => {
    expect(malformed).toEqual([]);
    const unknown = tests.filter(({ faults }) =>
      faults.some((number) => number < 1 || number > FAULTS.length),
    );
    expect(unknown).toEqual([]);
  });

  it('and its tests are what docs/faults.md says', async () => {
    await expect(page()).toMatchFileSnapshot('../../docs/faults.md');
  });
});
