import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { JournalEntry } from '../../ports/sync-journal.js';
import { readSheet, type SyncError, type SyncSession } from '../sync-session.js';
import { readNow } from '../write/confirm-batch.js';
import { mendAstray, writeAgain } from './mend-astray.js';
import { hitBy } from './mend-rows.js';
import { type Astray, judgeReadBack } from './read-back.js';
import { blockRange, standsWhole, type WriteCells, writtenBlocks } from './standing-cells.js';

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

/** Whether all that the batch wrote in one of the tabs concerned stands where it was written, and is not just nothing. */
function wasApplied(
  session: SyncSession,
  entry: JournalEntry,
  { movedColumns, misplaced }: Astray,
): ResultAsync<boolean, SyncError> {
  const tabIds = new Set([...movedColumns, ...misplaced.map(({ check }) => check)].map(({ tabId }) => tabId));
  const written = [...tabIds].map((tabId) => writtenBlocks(entry, tabId));
  const request = { tabs: [...tabIds], ranges: written.flat().map(blockRange) };
  return readSheet(session, request).map(({ cells }) => {
    const found = new Map(written.flat().map((block, index) => [block, cells[index] ?? []]));
    return written.some(
      (blocks) =>
        !blocks.every(isNothing) && blocks.every((block) => standsWhole(block, found.get(block) ?? [])),
    );
  });
}

function isNothing({ rows }: WriteCells): boolean {
  return rows.flat().every((cell) => cell === null || cell === '');
}
