import { okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { ReadCell } from '../../ports/sheets-port.js';
import type { BatchEffects, JournalEntry } from '../../ports/sync-journal.js';
import { mendAstray } from '../mend/mend-astray.js';
import { judgeReadBack, readBackRanges } from '../mend/read-back.js';
import { readSheet, type SyncError, type SyncSession } from '../sync-session.js';

type Blocks = readonly (readonly (readonly ReadCell[])[])[];

/**
 * Takes an applied batch into the ledger. First makes sure that it hit the rows and columns that were meant: `readBack`
 * is what its answer said of {@link readBackRanges}; `undefined` when the answer was lost, and the cells are read now.
 */
export function confirmBatch(
  session: SyncSession,
  entry: JournalEntry,
  readBack: Blocks | undefined,
): ResultAsync<void, SyncError> {
  const { store, target, fence } = session;
  return safeTry(async function* () {
    const blocks = readBack ?? (yield* readNow(session, entry.effects));
    const astray = judgeReadBack(entry.effects, blocks);
    session.meter.batches += 1;
    if (astray.movedColumns.length + astray.misplaced.length > 0) return mendAstray(session, entry, astray);
    return store.journal.settle(target, entry.to, fence);
  });
}

/** As {@link readBackRanges} says, as they are now. */
export function readNow(session: SyncSession, effects: BatchEffects): ResultAsync<Blocks, SyncError> {
  const ranges = readBackRanges(effects);
  if (ranges.length === 0) return okAsync([]);
  const tabs = [...new Set(ranges.map((range) => range.tabId))];
  return readSheet(session, { tabs, ranges }).map((snapshot) => snapshot.cells);
}
