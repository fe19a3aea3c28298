import { errAsync, ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { SheetSnapshot } from '../../ports/sheets-port.js';
import type { JournalEntry } from '../../ports/sync-journal.js';
import type { RevisionGuard } from '../../ports/sync-state-repo.js';
import { readSheet, type SyncError, type SyncSession } from '../sync-session.js';
import { confirmBatch } from '../write/confirm-batch.js';
import { outcomeAwaited } from './landing-times.js';
import { isProbe, noteNotHonoured, proveRevision } from './prove-revision.js';
import { readKeysBack, regainTrack } from './regain-track.js';

/**
 * Settles what earlier batches left open. A batch without an outcome was applied if the spreadsheet carries its
 * revision: then it is committed. If the spreadsheet still carries the one it was planned for, it may yet arrive: its
 * entry stays, and whatever is planned now shares its `from`, so that only one of the two can apply. Any other revision
 * is one nobody here recorded: then the keys are scanned. Without open batches nothing is read.
 *
 * All of that leans on a spreadsheet which refuses a batch on another revision. Where that was never proved, it is now,
 * before a batch that may yet arrive is reckoned with; where it is not so, see {@link settleUnguarded}.
 */
export function settleJournal(session: SyncSession): ResultAsync<void, SyncError> {
  const { store, target } = session;
  return store.journal.unsettled(target).andThen((recorded) => {
    if (recorded.length === 0) return okAsync(undefined);
    return safeTry(async function* () {
      const snapshot = yield* readSheet(session, { tabs: [], ranges: [] });
      const { revision } = snapshot;
      const { applied, open, probes } = sortOut(recorded, revision);
      for (const probe of probes) if (probe.to === revision) yield* noteNotHonoured(session, probe);
      const pending = probes.filter((probe) => probe.to !== revision);
      if (open.length + pending.length > 0) {
        const guard = yield* provenGuard(session, snapshot, pending.length > 0);
        if (guard === 'not_honoured') return settleUnguarded(session, applied, open, revision);
      }
      if (applied !== undefined) return confirmApplied(session, applied);
      if (open.length === 0 || open.some((entry) => entry.from === revision)) return ok(undefined);
      return regainTrack(session);
    });
  });
}

/** What the journal holds, in the light of the revision that the spreadsheet carries. */
interface SortedOut {
  readonly applied: JournalEntry | undefined;
  /** Batches of which that revision does not tell that they were applied. */
  readonly open: readonly JournalEntry[];
  readonly probes: readonly JournalEntry[];
}

function sortOut(recorded: readonly JournalEntry[], revision: string | null): SortedOut {
  const probes = recorded.filter(isProbe);
  const batches = recorded.filter((entry) => !isProbe(entry));
  const applied = batches.find((entry) => entry.to === revision);
  // One that was planned on the other's revision shows that the other had been applied.
  const open = batches.filter((entry) => entry !== applied && entry.to !== applied?.from);
  return { applied, open, probes };
}

function confirmApplied(session: SyncSession, applied: JournalEntry): ResultAsync<void, SyncError> {
  session.log.info('A batch of unknown outcome had been applied', { batch_id: applied.to });
  return confirmBatch(session, applied, undefined);
}

/** What is known of the spreadsheet, or is found out now. `again`: a probe's answer was lost, so that nothing is known. */
function provenGuard(
  session: SyncSession,
  snapshot: SheetSnapshot,
  again: boolean,
): ResultAsync<RevisionGuard, SyncError> {
  return session.store.syncState
    .read(session.target)
    .mapErr((error): SyncError => error)
    .andThen(({ revisionGuard }) =>
      revisionGuard === undefined || again ? proveRevision(session, snapshot) : okAsync(revisionGuard),
    );
}

/**
 * The spreadsheet would apply a late batch whatever its revision is. So nothing is sent while one may arrive: the run
 * ends until the service's own time limit has passed, and gives the lease back meanwhile. Then the revision tells what was
 * applied; if it does not, the keys of the rows are read back.
 */
function settleUnguarded(
  session: SyncSession,
  applied: JournalEntry | undefined,
  open: readonly JournalEntry[],
  revision: string | null,
): ResultAsync<void, SyncError> {
  const { store, target, landingTimes } = session;
  const remainingMs = landingTimes.remaining(open);
  if (remainingMs > 0) return errAsync(outcomeAwaited(remainingMs));
  if (applied !== undefined) return confirmApplied(session, applied);
  if (open.length === 0) return okAsync(undefined);
  return store.syncState
    .read(target)
    .mapErr((error): SyncError => error)
    .andThen((state) =>
      (state.revision ?? null) === revision ? readKeysBack(session) : regainTrack(session),
    );
}
