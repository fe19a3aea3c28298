import type { SheetsPort, Store } from '@quiz-sync/core';
import { fakeSheets, memoryStore } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { ALL_POINTS, OCCASION_OF, POINTS_OF_SERVICE } from './kill-points.ts';

/** Calls that no port has: see `instrument/sqlite.ts`. */
const OF_SQLITE = ['sqlite.commit', 'sqlite.migration'];

/** The parts of a port that are called across it to get something done. */
const CALLED: readonly (keyof SheetsPort)[] = ['read', 'write'];

/** Every method of every repository, as `ledger.find`. */
function callsOf(store: Store): string[] {
  return Object.entries(store).flatMap(([repo, methods]) =>
    typeof methods === 'object' && methods !== null
      ? Object.keys(methods).map((method) => `${repo}.${method}`)
      : [],
  );
}

describe('the kill points', () => {
  it('are all calls that the ports have: a new one must find its place in OCCASION_OF', () => {
    const { faults: _faults, ...store } = memoryStore();
    const sheets = CALLED.filter((name) => name in fakeSheets()).map((name) => `sheets.${name}`);
    const calls = [...callsOf(store), ...sheets, ...OF_SQLITE];
    expect(Object.keys(OCCASION_OF).sort()).toEqual(calls.sort());
  });

  it('are each before and after its call, and those at which something changes are all tried', () => {
    const calls = Object.entries(OCCASION_OF);
    expect(ALL_POINTS).toHaveLength(2 * calls.length);
    const notOfService = ['reads only', 'copying a store', 'API keys', 'upgrade'];
    const changing = calls.filter(([, occasion]) => !notOfService.includes(occasion));
    expect(POINTS_OF_SERVICE).toHaveLength(2 * changing.length);
  });
});
