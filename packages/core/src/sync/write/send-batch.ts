import { errAsync, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import { logWith } from '../../ports/log.js';
import type { SheetBatch, SheetChange, SheetsError } from '../../ports/sheets-port.js';
import type { BatchEffects, JournalEntry } from '../../ports/sync-journal.js';
import { readBackRanges } from '../mend/read-back.js';
import { nextRevision } from '../settle/revision.js';
import { settleJournal } from '../settle/settle-journal.js';
import { type SyncError, type SyncSession, writeSheet } from '../sync-session.js';
import { confirmBatch } from './confirm-batch.js';

export type SentBatch = 'applied' | 'refused';

/** What a batch does. */
export interface PlannedBatch {
  /** The revision it was planned on. */
  readonly from: string | null;
  /** The spreadsheet's. */
  readonly timeZone: string;
  readonly anchorTabId: number;
  readonly changes: readonly SheetChange[];
  readonly effects: BatchEffects;
}

const APPLIED = 'applied' as const;
const REFUSED = 'refused' as const;

/**
 * Journals a batch, sends it once, and takes its effects into the ledger. When the answer is lost, asks the revision
 * what became of it; what stays unknown stays in the journal for the next run. `refused`: somebody else's batch came first,
 * or a late one of ours.
 */
export function sendBatch(session: SyncSession, planned: PlannedBatch): ResultAsync<SentBatch, SyncError> {
  const { store, target, fence, clock, ids } = session;
  return safeTry(async function* () {
    const unsettled = yield* store.journal.unsettled(target);
    const known = [planned.from, ...unsettled.map((entry) => entry.to)];
    const entry: JournalEntry = {
      target,
      from: planned.from,
      to: nextRevision(known, ids.newId()),
      plannedAt: new Date(clock.now()).toISOString(),
      changes: planned.changes,
      effects: planned.effects,
    };
    yield* store.journal.record(entry, fence);
    const told = { ...session, log: logWith(session.log, { batch_id: entry.to }) };
    const written = yield* writeSheet(told, toSheetBatch(planned, entry));
    if (written.isErr()) return afterFailure(told, entry, written.error);
    told.log.debug('A batch was applied', { changes: entry.changes.length });
    return confirmBatch(told, entry, written.value.readBack).map(() => APPLIED);
  });
}

function toSheetBatch({ timeZone, anchorTabId, changes }: PlannedBatch, entry: JournalEntry): SheetBatch {
  return {
    from: entry.from,
    to: entry.to,
    timeZone,
    anchorTabId,
    changes,
    readBack: readBackRanges(entry.effects),
  };
}

/**
 * An unknown outcome is decided by the revision. When that does not show it as applied, the run ends, its entry stays
 * in the journal, and the next run asks again: a service in trouble is not pressed. Every other error is a refusal.
 */
function afterFailure(
  session: SyncSession,
  entry: JournalEntry,
  error: SheetsError,
): ResultAsync<SentBatch, SyncError> {
  const { store, target, fence } = session;
  if (error.type === 'outcome_unknown') {
    return settleJournal(session)
      .andThen(() => store.journal.unsettled(target))
      .andThen((open) => (open.length === 0 ? okAsync(APPLIED) : errAsync<SentBatch, SyncError>(error)));
  }
  return store.journal
    .withdraw(target, entry.to, fence)
    .andThen(() =>
      error.type === 'revision_conflict' ? okAsync(REFUSED) : errAsync<SentBatch, SyncError>(error),
    );
}
