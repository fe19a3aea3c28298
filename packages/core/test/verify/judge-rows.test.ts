import { expect, it } from 'vitest';
import { sheetRow } from '../../src/tabs/sheet-row.js';
import { judgeRows } from '../../src/verify/judge-rows.js';

interface Case {
  readonly rows: readonly (readonly [row: number, key: string])[];
  /** Where the ledger has keys. */
  readonly ledger: Readonly<Record<string, number>>;
  readonly seen: readonly string[];
  /** Rows of ours, and strays as `kind row of kept row`. */
  readonly own: readonly number[];
  readonly strays: readonly string[];
}

const CASES: Record<string, Case> = {
  'in its place': { rows: [[1, 'a']], ledger: { a: 1 }, seen: ['a'], own: [1], strays: [] },
  moved: { rows: [[7, 'a']], ledger: { a: 1 }, seen: [], own: [7], strays: [] },
  'moved, and a copy below': {
    ...{
      rows: [
        [7, 'a'],
        [9, 'a'],
      ],
      ledger: { a: 1 },
      seen: [],
    },
    ...{ own: [7], strays: ['duplicate 9 of 7'] },
  },
  'a copy above the place': {
    ...{
      rows: [
        [2, 'a'],
        [5, 'a'],
      ],
      ledger: { a: 5 },
      seen: ['a'],
    },
    ...{ own: [5], strays: ['duplicate 2 of 5'] },
  },
  'two copies of a row on another page': {
    ...{
      rows: [
        [2, 'a'],
        [3, 'a'],
      ],
      ledger: { a: 9_000 },
      seen: ['a'],
    },
    ...{ own: [], strays: ['duplicate 2 of 9000', 'duplicate 3 of 9000'] },
  },
  'a row that the ledger has no memory of, twice': {
    ...{
      rows: [
        [2, 'b'],
        [3, 'b'],
      ],
      ledger: {},
      seen: [],
    },
    ...{ own: [2], strays: ['duplicate 3 of 2'] },
  },
  'a key that the store knows nothing of, twice': {
    ...{
      rows: [
        [2, 'strange'],
        [3, 'strange'],
      ],
      ledger: { strange: 2 },
      seen: ['strange'],
    },
    ...{ own: [], strays: ['foreign 2 of none', 'foreign 3 of none'] },
  },
};

it.each(Object.entries(CASES))('%s', (_, { rows, ledger, seen, own, strays }) => {
  const entries = Object.entries(ledger).map(([key, row]) => {
    return [key, { tab: 'profiles' as const, key, row, hash: 'h', owner: key, course: undefined }] as const;
  });
  const expected = ['a', 'b'].map((key) => [key, sheetRow('profiles', key, { owner: key }, [])] as const);
  const judged = judgeRows(
    rows.map(([row, key]) => ({ row, key, cells: [] })),
    { entries: new Map(entries), seen: new Set(seen), expected: new Map(expected) },
  );
  expect(judged.own.map(({ found }) => found.row)).toEqual(own);
  const shown = judged.strays.map(
    ({ kind, found, keptRow }) => `${kind} ${found.row} of ${keptRow ?? 'none'}`,
  );
  expect(shown).toEqual(strays);
});
