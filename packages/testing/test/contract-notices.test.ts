import type { Store } from '@quiz-sync/core';
import { fakeClock, fakeSheets, memoryStore, sheetsPortContract, storeContract } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { BROKEN_SHEETS } from './broken-sheets.js';
import { BROKEN_STORES } from './broken-stores.js';
import { contractFailures } from './contract-failures.js';

function storeFailures(make: (now: () => number) => Store): Promise<string[]> {
  return contractFailures((test) =>
    storeContract(test, {
      abilities: { movesClock: true },
      open: async () => {
        const clock = fakeClock();
        return {
          store: make(clock.now),
          advance: (ms) => clock.jumpTo(clock.now() + ms),
          close: () => undefined,
        };
      },
    }),
  );
}

describe('the contract of a store', () => {
  it('finds nothing wrong with one that is right', async () => {
    expect(await storeFailures((now) => memoryStore({ now }))).toEqual([]);
  });

  it.each(BROKEN_STORES)('notices one that $flaw', async ({ make, noticedBy }) => {
    const failures = await storeFailures(make);
    expect(
      failures.filter((name) => name.includes(noticedBy)),
      failures.join('\n'),
    ).not.toEqual([]);
  });
});

describe('the contract of SheetsPort', () => {
  it.each(BROKEN_SHEETS)('notices one that $flaw', async ({ spoil, noticedBy }) => {
    const failures = await contractFailures((test) =>
      sheetsPortContract(test, {
        open: async ({ timeZone }) => {
          const sheets = fakeSheets({ timeZone });
          const { people, calls } = sheets;
          return { sheets: { ...sheets, ...spoil(sheets) }, people, calls, close: () => undefined };
        },
      }),
    );
    expect(
      failures.filter((name) => name.includes(noticedBy)),
      failures.join('\n'),
    ).not.toEqual([]);
  });
});
