import type { CellRange, ReadCell } from '../../ports/sheets-port.js';

/** A key expected in one cell of a key column. */
export interface ExpectedKey {
  readonly row: number;
  readonly key: string;
}

/** Expected keys near each other, read in one range. */
export interface KeyRun<T extends ExpectedKey> {
  readonly range: CellRange;
  readonly expected: readonly T[];
}

/** Rows this near are read in one range: a few needless key cells cost less than one more range. */
const MERGE_GAP = 20;

/** Groups the expected keys of one tab's key column into as few ranges as is sensible. */
export function keyRuns<T extends ExpectedKey>(
  tabId: number,
  keyColumn: number,
  expected: readonly T[],
): KeyRun<T>[] {
  const runs: T[][] = [];
  for (const each of [...expected].sort((a, b) => a.row - b.row)) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (run !== undefined && previous !== undefined && each.row - previous.row <= MERGE_GAP) run.push(each);
    else runs.push([each]);
  }
  return runs.map((run) => {
    const firstRow = run[0]?.row ?? 0;
    const rows = (run.at(-1)?.row ?? firstRow) - firstRow + 1;
    return { range: { tabId, firstRow, rows, firstColumn: keyColumn, columns: 1 }, expected: run };
  });
}

/** Those of a run whose cell holds another key than expected, with what it holds instead. */
export function misplacedKeys<T extends ExpectedKey>(
  run: KeyRun<T>,
  block: readonly (readonly ReadCell[])[],
): { expected: T; found: string }[] {
  return run.expected
    .map((expected) => ({ expected, found: cellText(block[expected.row - run.range.firstRow]?.[0]) }))
    .filter(({ expected, found }) => found !== expected.key);
}

/** A key cell as text: a person who retypes a key of digits makes it a number. '' for an empty cell. */
export function cellText(cell: ReadCell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}
