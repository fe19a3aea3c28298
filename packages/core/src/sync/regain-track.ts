import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { JournalEntry } from '../ports/sync-journal.js';
import type { TabName } from '../tabs/tab-name.js';
import { scanTab } from './scan-tab.js';
import { readSheet, type SyncError, type SyncSession } from './sync-session.js';

/**
 * The spreadsheet carries a revision that nobody here recorded: another store wrote to it, it is a copy, it was rolled
 * back to an older version, or people deleted the marker. What the ledger says of places and contents may be wrong, so
 * every tab's keys are scanned, and rows of batches that may have been applied are written again.
 */
export function regainTrack(session: SyncSession): ResultAsync<void, SyncError> {
  const { store, target, fence, log } = session;
  return safeTry(async function* () {
    log.warn('The spreadsheet carries an unknown revision: scanning its keys');
    const unsettled = yield* store.journal.unsettled(target);
    const before = yield* readSheet(session, { tabs: [], ranges: [] });
    for (const record of yield* store.ledger.tabs(target)) {
      if (before.tabs.some((tab) => tab.tabId === record.tabId)) yield* scanTab(session, record);
    }
    yield* distrustRows(session, unsettled);
    yield* store.journal.discard(target, fence);
    yield* store.syncState.patch(target, { revision: before.revision ?? undefined });
    return ok(undefined);
  });
}

/** Nobody knows whether these batches wrote their rows: the next plan writes them whatever they hold. */
function distrustRows(
  { store, target }: SyncSession,
  unsettled: readonly JournalEntry[],
): ResultAsync<void, SyncError> {
  return safeTry(async function* () {
    const keys = Map.groupBy(
      unsettled.flatMap((entry) => entry.effects.entries),
      (entry) => entry.tab,
    );
    for (const [tab, entries] of keys) yield* distrustKeys({ store, target }, tab, entries);
    return ok(undefined);
  });
}

/** Has the ledger write these rows again when next planned, keeping their places. */
export function distrustKeys(
  { store, target }: Pick<SyncSession, 'store' | 'target'>,
  tab: TabName,
  rows: readonly { key: string }[],
): ResultAsync<void, SyncError> {
  const keys = rows.map(({ key }) => key);
  return store.ledger
    .find(target, tab, keys)
    .andThen((known) =>
      store.ledger.adopt(
        target,
        known.map((entry) => ({ ...entry, hash: '' })),
      ),
    )
    .mapErr((error): SyncError => error);
}
