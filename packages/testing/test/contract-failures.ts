import type { TestFunctions } from '@quiz-sync/testing';
import { expect } from 'vitest';

/**
 * Runs a contract suite as a test runner would, but answers the full names of the tests that fail instead of failing:
 * for proving that a suite notices what is wrong.
 */
export async function contractFailures(suite: (test: TestFunctions) => void): Promise<string[]> {
  const cases = collect(suite);
  const failures: string[] = [];
  for (const { name, run } of cases) {
    const failed = await run().then(
      () => false,
      () => true,
    );
    if (failed) failures.push(name);
  }
  return failures;
}

type Body = () => void | Promise<void>;

interface Scope {
  readonly names: readonly string[];
  readonly before: Body[];
  readonly after: Body[];
}

function collect(suite: (test: TestFunctions) => void): { name: string; run: () => Promise<void> }[] {
  const cases: { name: string; run: () => Promise<void> }[] = [];
  let scope: Scope = { names: [], before: [], after: [] };
  suite({
    expect,
    describe(name, body) {
      const outer = scope;
      scope = { names: [...outer.names, name], before: [...outer.before], after: [...outer.after] };
      body();
      scope = outer;
    },
    beforeEach: (body) => void scope.before.push(body),
    afterEach: (body) => void scope.after.push(body),
    it(name, body) {
      const { names, before, after } = scope;
      cases.push({ name: [...names, name].join(' '), run: () => runCase(before, body, after) });
    },
  });
  return cases;
}

async function runCase(before: readonly Body[], body: Body, after: readonly Body[]): Promise<void> {
  for (const prepare of before) await prepare();
  try {
    await body();
  } finally {
    for (const tidy of after) await tidy();
  }
}
