import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { ReadCell } from '../ports/sheets-port.js';
import type { JournalEntry, KeyCheck } from '../ports/sync-journal.js';
import { type KeyRun, keyRuns, misplacedKeys } from './key-runs.js';
import { type MisplacedKey, mendHitRows } from './mend-hit-rows.js';
import { readSheet, type SyncError, type SyncSession } from './sync-session.js';

/** The ranges that answer a batch's checks, in the order in which {@link confirmBatch} expects their cells. */
export function checkRuns(checks: readonly KeyCheck[]): KeyRun<KeyCheck>[] {
  const byTab = Map.groupBy(checks, (check) => `${check.tabId} ${check.keyColumn}`);
  return [...byTab.values()].flatMap((ofTab) => {
    const [first] = ofTab;
    return first === undefined ? [] : keyRuns(first.tabId, first.keyColumn, ofTab);
  });
}

/**
 * Takes an applied batch into the ledger. First makes sure that it hit the rows that were meant: `readBack` is what its
 * answer said of {@link checkRuns}; `undefined` when the answer was lost, and the cells are read now.
 */
export function confirmBatch(
  session: SyncSession,
  entry: JournalEntry,
  readBack: readonly (readonly (readonly ReadCell[])[])[] | undefined,
): ResultAsync<void, SyncError> {
  const { store, target, fence } = session;
  const runs = checkRuns(entry.effects.checks);
  return safeTry(async function* () {
    const blocks = readBack ?? (yield* readRuns(session, runs));
    const misplaced = runs.flatMap((run, index) => misplacedKeys(run, blocks[index] ?? []));
    if (misplaced.length > 0) yield* mendHitRows(session, entry, misplaced.map(toMisplaced));
    yield* store.journal.settle(target, entry.to, fence);
    session.meter.batches += 1;
    return ok(undefined);
  });
}

function readRuns(
  session: SyncSession,
  runs: readonly KeyRun<KeyCheck>[],
): ResultAsync<readonly (readonly (readonly ReadCell[])[])[], SyncError> {
  if (runs.length === 0) return okAsync([]);
  const ranges = runs.map((run) => run.range);
  const tabs = [...new Set(ranges.map((range) => range.tabId))];
  return readSheet(session, { tabs, ranges }).map((snapshot) => snapshot.cells);
}

function toMisplaced({ expected, found }: { expected: KeyCheck; found: string }): MisplacedKey {
  return { check: expected, found };
}
