import { memoryStore } from '@quiz-sync/testing';
import { describe, it } from 'vitest';
import { explore } from './explore.ts';
import { openSqliteUnderTest } from './sqlite-under-test.ts';
import type { StoreUnderTest } from './world.ts';

/** Under load, and shrinking what failed takes as long as many runs. */
const TIMEOUT_MS = 900_000;

async function openMemoryStore(): Promise<StoreUnderTest> {
  let now = 0;
  const setClock = (epochMs: number): void => {
    now = epochMs;
  };
  return { store: memoryStore({ now: () => now }), setClock, close: async () => undefined };
}

describe('whatever happens, and in whatever order, the sheet comes to say what was stored', () => {
  it('on a store in memory', { timeout: TIMEOUT_MS }, () => explore(openMemoryStore, 400));

  it('on a spreadsheet that does not honour the revision', { timeout: TIMEOUT_MS }, () =>
    explore(openMemoryStore, 80, { honoursRevision: false }),
  );

  it('on a SQLite file', { timeout: TIMEOUT_MS }, () => explore(openSqliteUnderTest, 25));
});
