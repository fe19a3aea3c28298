import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { StoreError } from '../ports/store-error.js';
import { rowHash } from '../tabs/sheet-row.js';
import type { TabLayout } from '../tabs/tab-layout.js';
import { type CellDifference, compareRow } from './compare-row.js';
import { addFinding, type DriftTally } from './drift-tally.js';
import type { OwnRow } from './judge-rows.js';
import type { Waiting } from './waiting.js';

export interface Comparison {
  readonly layout: TabLayout;
  /** The spreadsheet's. */
  readonly timeZone: string;
  readonly waiting: Waiting;
}

interface Different extends OwnRow {
  readonly differences: readonly CellDifference[];
  /** The ledger says that the row holds what it should: it does not, so somebody has edited it. */
  readonly vouchedFor: boolean;
}

/**
 * Compares rows of ours with what they should hold. One that the ledger has as older than the store is no drift while
 * something pending will write it. Answers the keys of rows that must be written again.
 */
export function compareOwnRows(
  { layout, timeZone, waiting }: Comparison,
  rows: readonly OwnRow[],
  tally: DriftTally,
): ResultAsync<string[], StoreError> {
  const different = rows.flatMap((row): Different[] => {
    const differences = compareRow(layout, row.expected, row.found.cells, timeZone);
    if (differences.length === 0) return [];
    return [{ ...row, differences, vouchedFor: row.entry?.hash === rowHash(row.expected, timeZone) }];
  });
  tally.rows += rows.length;
  const older = different.filter(({ vouchedFor }) => !vouchedFor).map(({ found }) => found.key);
  return safeTry(async function* () {
    const awaited = yield* waiting.among(layout.tab, older);
    const drifted = different.filter(({ vouchedFor, found }) => vouchedFor || !awaited.has(found.key));
    tally.waiting += different.length - drifted.length;
    for (const row of drifted) report(row, tally);
    return ok(drifted.map(({ found }) => found.key));
  });
}

function report({ found, entry, vouchedFor, differences }: Different, tally: DriftTally): void {
  const writtenOtherwise = !vouchedFor && entry !== undefined && entry.hash !== '';
  for (const difference of differences) {
    addFinding(tally, {
      kind: writtenOtherwise ? 'stale' : 'edited',
      key: found.key,
      row: found.row + 1,
      ...difference,
    });
  }
}
