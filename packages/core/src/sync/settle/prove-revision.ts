import { err, type ResultAsync, safeTry } from 'neverthrow';
import type { SheetSnapshot, TabSnapshot } from '../../ports/sheets-port.js';
import type { JournalEntry } from '../../ports/sync-journal.js';
import type { RevisionGuard } from '../../ports/sync-state-repo.js';
import { type SyncError, type SyncSession, writeSheet } from '../sync-session.js';
import { nextRevision } from './revision.js';

/** What a probe's revision begins with, after its number. Those of other batches are made of random digits. */
const NONCE = 'probe';
const PROBE = /_probe[a-z0-9]*$/;

/** A revision that no spreadsheet ever carried. */
const NEVER_THERE = 'quiz_sync_r0_neverthere';

/** What a batch without any effect does once it is applied: it moves the revision, and that is all. */
export const NO_EFFECTS = { entries: [], removed: [], tabs: [], checks: [], headers: [], acknowledged: [] };

/** Whether an entry of the journal is a probe: a batch that must be refused, and changes nothing if it is not. */
export function isProbe({ to }: Pick<JournalEntry, 'to'>): boolean {
  return PROBE.test(to);
}

/**
 * Proves that the spreadsheet honours the revision: an empty batch on a revision that it does not carry must be refused.
 * Where it is applied, nothing but the marker has moved. It is journalled before it is sent as any batch is, so that a
 * process killed at any point leaves nothing unexplained; its entry is taken back when the answer is in. The answer is
 * remembered. When it is lost, so is the proof, and the next one sends the same batch again. `gone`: a revision that
 * was there before.
 */
export function proveRevision(
  session: SyncSession,
  { revision, tabs }: Pick<SheetSnapshot, 'revision' | 'tabs'>,
  gone: string = NEVER_THERE,
): ResultAsync<RevisionGuard, SyncError> {
  const { store, target, fence } = session;
  return safeTry(async function* () {
    const unsettled = yield* store.journal.unsettled(target);
    const probe =
      unsettled.find(isProbe) ?? newProbe(session, [revision, ...unsettled.map(({ to }) => to)], gone);
    yield* store.journal.record(probe, fence);
    const anchorTabId = yield* anchorOf(session, tabs);
    const { from, to } = probe;
    const nothing = { changes: [], readBack: [] };
    const written = yield* writeSheet(session, { from, to, timeZone: 'UTC', anchorTabId, ...nothing });
    if (written.isOk()) return noteApplied(session, probe, revision);
    if (written.error.type === 'revision_conflict') return noteRefused(session, probe);
    if (written.error.type !== 'outcome_unknown') yield* store.journal.withdraw(target, to, fence);
    return err(written.error);
  });
}

/**
 * Where an empty batch anchors the marker: in a tab of ours, since people who delete one of theirs would take the marker
 * along; before there is one, in any that has cells, which a chart of its own has not.
 */
export function anchorOf(
  { store, target }: SyncSession,
  tabs: readonly TabSnapshot[],
): ResultAsync<number, SyncError> {
  return store.ledger
    .tabs(target)
    .map((records) => {
      const ours = tabs.find(({ tabId }) => records.some((record) => record.tabId === tabId));
      return (ours ?? tabs.find(({ rowCount }) => rowCount > 0))?.tabId ?? 0;
    })
    .mapErr((error): SyncError => error);
}

function newProbe(
  { target, clock, ids }: SyncSession,
  known: readonly (string | null)[],
  from: string,
): JournalEntry {
  return {
    target,
    from,
    to: nextRevision(known, `${NONCE}${ids.newId()}`),
    plannedAt: new Date(clock.now()).toISOString(),
    changes: [],
    effects: NO_EFFECTS,
  };
}

function noteRefused(session: SyncSession, probe: JournalEntry): ResultAsync<RevisionGuard, SyncError> {
  const { store, target, fence } = session;
  return store.syncState
    .patch(target, { revisionGuard: 'honoured' })
    .andThen(() => store.journal.withdraw(target, probe.to, fence))
    .map((): RevisionGuard => 'honoured')
    .mapErr((error): SyncError => error);
}

/** `before`: the revision that the probe took away. If it was the one we know of, the probe's is now. */
function noteApplied(
  session: SyncSession,
  probe: JournalEntry,
  before: string | null,
): ResultAsync<RevisionGuard, SyncError> {
  const { store, target } = session;
  return safeTry(async function* () {
    const state = yield* store.syncState.read(target);
    if ((state.revision ?? null) === before) yield* store.syncState.patch(target, { revision: probe.to });
    return noteNotHonoured(session, probe);
  });
}

/** A probe was applied: writes are refused by nobody here. */
export function noteNotHonoured(
  { store, target, fence, log }: SyncSession,
  probe: JournalEntry,
): ResultAsync<RevisionGuard, SyncError> {
  log.warn('The spreadsheet does not honour the revision: lost answers are settled by reading keys back');
  return store.syncState
    .patch(target, { revisionGuard: 'not_honoured' })
    .andThen(() => store.journal.withdraw(target, probe.to, fence))
    .map((): RevisionGuard => 'not_honoured')
    .mapErr((error): SyncError => error);
}
