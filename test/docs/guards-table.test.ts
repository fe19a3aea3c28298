import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GUARDS } from '../guards/guards.ts';

const PAGE = new URL('../../docs/guarantees.md', import.meta.url);
const GUARDED = [...Map.groupBy(GUARDS, ({ promise }) => promise)].map(([promise, guards]) => ({
  promise,
  names: guards.map(({ name }) => name),
}));

/** The last cell of a promise's row: what is taken out, by the names that `npm run test:guards` prints. */
function takenOut(promise: number): string[] {
  const row = readFileSync(PAGE, 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`| ${promise}. `));
  if (row === undefined) throw new Error(`docs/guarantees.md has no row for promise ${promise}`);
  const cell = row.split('|').at(-2) ?? '';
  return cell.split(';').map((name) => name.trim());
}

describe('the table of docs/guarantees.md', () => {
  it.each(GUARDED)('names all guards of promise $promise that are taken out', ({ promise, names }) => {
    expect(takenOut(promise).sort()).toEqual(names.sort());
  });

  it('has a guard for every promise', () => {
    expect(GUARDED.map(({ promise }) => promise).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
