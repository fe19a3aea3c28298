import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { JournalEntry } from '../ports/sync-journal.js';
import type { TabName } from '../tabs/tab-name.js';
import { readNow } from './confirm-batch.js';
import { mendAstray, writeAgain } from './mend-astray.js';
import { hitBy } from './mend-rows.js';
import { type Astray, judgeReadBack } from './read-back.js';
import { blockRange, standsWhole, writtenBlocks } from './standing-cells.js';
import { readSheet, type SyncError, type SyncSession } from './sync-session.js';

/**
 * No revision tells whether these batches were applied, and none of them can be any more. Where rows or columns have
 * moved since one was planned, it may have hit others: those rows are written again. If what it wrote stands there cell
 * for cell, it was applied, and what went astray is mended as ever; else people moved something before or after, and
 * nothing of it is where it should not be. `revision` is the one that the spreadsheet carries.
 */
export function mendUncertain(
  session: SyncSession,
  unsettled: readonly JournalEntry[],
  revision: string | null,
): ResultAsync<void, SyncError> {
  return safeTry(async function* () {
    for (const entry of unsettled) {
      const astray = judgeReadBack(entry.effects, yield* readNow(session, entry.effects));
      if (astray.movedColumns.length + astray.misplaced.length === 0) continue;
      // One of them at most was applied: they were planned on the same revision, or the one before has been settled.
      if (yield* wasApplied(session, entry, astray)) return mendAstray(session, entry, astray, revision);
      yield* writeAgain(session, astray.misplaced.flatMap(hitBy));
    }
    return ok(undefined);
  });
}

/** Whether all that the batch wrote in the tabs concerned stands where it was written, and is not just nothing. */
function wasApplied(
  session: SyncSession,
  entry: JournalEntry,
  { movedColumns, misplaced }: Astray,
): ResultAsync<boolean, SyncError> {
  const tabs = new Map<TabName, number>(
    [...movedColumns, ...misplaced.map(({ check }) => check)].map(({ tab, tabId }) => [tab, tabId]),
  );
  const written = [...tabs.values()].flatMap((tabId) => writtenBlocks(entry, tabId));
  const isNothing = written.every(({ rows }) => rows.flat().every((cell) => cell === null || cell === ''));
  if (isNothing) return okAsync(false);
  return readSheet(session, { tabs: [...tabs.values()], ranges: written.map(blockRange) }).map(({ cells }) =>
    written.every((block, index) => standsWhole(block, cells[index] ?? [])),
  );
}
