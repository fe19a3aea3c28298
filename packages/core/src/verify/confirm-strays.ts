import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { CellRange, ReadCell } from '../ports/sheets-port.js';
import { type ExpectedKey, type KeyRun, keyRuns, misplacedKeys } from '../sync/look/key-runs.js';
import { readSheet, type SyncError, type SyncSession } from '../sync/sync-session.js';
import type { StrayRow } from './judge-rows.js';
import type { WatchedTab } from './watched-tab.js';

/** Duplicates looked at in one call: each may take two ranges. */
const LOOKED_AT_ONCE = 500;

/**
 * Whether the duplicates are so: whether copy and original both stand there in one and the same snapshot. They were read
 * one after the other, so that rows which people moved in between look like duplicates.
 */
export function areStrays(
  session: SyncSession,
  { columns }: WatchedTab,
  strays: readonly StrayRow[],
): ResultAsync<boolean, SyncError> {
  const duplicates = strays.filter(({ keptRow }) => keptRow !== undefined);
  const { tabId } = columns.snapshot;
  return safeTry(async function* () {
    for (let first = 0; first < duplicates.length; first += LOOKED_AT_ONCE) {
      const some = duplicates.slice(first, first + LOOKED_AT_ONCE);
      const runs = keyRuns(tabId, columns.keyColumn, expectedKeys(some));
      const ranges = runs.map(({ range }) => range);
      const { cells } = yield* readSheet(session, { tabs: [tabId], ranges });
      if (runs.some((run, index) => misplacedKeys(run, cells[index] ?? []).length > 0)) return ok(false);
    }
    return ok(true);
  });
}

/** The keys of the strays, and those of the rows they are copies of. */
export function expectedKeys(strays: readonly StrayRow[]): ExpectedKey[] {
  return strays.flatMap(({ found: { key, row }, keptRow }) =>
    keptRow === undefined
      ? [{ key, row }]
      : [
          { key, row },
          { key, row: keptRow },
        ],
  );
}

/** Rows read in runs, widened to other columns. */
export interface RowRuns {
  readonly ranges: readonly CellRange[];
  /** The cells of a row, out of the blocks read. */
  row(blocks: readonly (readonly (readonly ReadCell[])[])[], row: number): readonly ReadCell[];
}

export function rowRuns(
  runs: readonly KeyRun<ExpectedKey>[],
  span: { readonly firstColumn: number; readonly columns: number | undefined },
): RowRuns {
  const places = new Map<number, readonly [run: number, offset: number]>();
  for (const [index, { range, expected }] of runs.entries()) {
    for (const { row } of expected) places.set(row, [index, row - range.firstRow]);
  }
  return {
    ranges: runs.map(({ range }) => ({ ...range, ...span })),
    row(blocks, row) {
      const [run, offset] = places.get(row) ?? [-1, 0];
      return blocks[run]?.[offset] ?? [];
    },
  };
}
