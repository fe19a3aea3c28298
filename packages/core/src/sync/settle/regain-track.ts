import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { JournalEntry } from '../../ports/sync-journal.js';
import type { TabName } from '../../tabs/tab-name.js';
import { scanTab } from '../look/scan-tab.js';
import { keyColumnOf } from '../look/tab-columns.js';
import { type HitKey, writeAgain } from '../mend/mend-astray.js';
import { mendUncertain } from '../mend/mend-uncertain.js';
import { readSheet, type SyncError, type SyncSession } from '../sync-session.js';

/** Rows distrusted at a time. */
const DISTRUST_PAGE = 2_000;

/**
 * The spreadsheet carries a revision that nobody here recorded. What the ledger says of places may be wrong, so every
 * tab's keys are scanned, and rows of batches that may have been applied are written again. When it carries none,
 * people deleted the marker, and that is all. When it carries another, its contents are not what the ledger remembers
 * either (another store wrote to it, this one was restored from a backup, or the spreadsheet was rolled back to an
 * older version), so every row is written again.
 */
export function regainTrack(session: SyncSession): ResultAsync<void, SyncError> {
  session.log.warn('The spreadsheet carries an unknown revision: scanning its keys');
  return scanTabs(session, (revision) => revision !== null);
}

/**
 * Batches without an outcome can certainly not be applied any more, and the spreadsheet's revision, which is ours, does
 * not tell whether they were: the keys say which of their rows are there, and all of their rows are written again.
 */
export function readKeysBack(session: SyncSession): ResultAsync<void, SyncError> {
  session.log.warn('The answer to a write was lost for good: reading the keys of its rows back');
  return scanTabs(session, () => false);
}

function scanTabs(
  session: SyncSession,
  distrustsAll: (revision: string | null) => boolean,
): ResultAsync<void, SyncError> {
  const { store, target, fence } = session;
  return safeTry(async function* () {
    const unsettled = yield* store.journal.unsettled(target);
    const records = yield* store.ledger.tabs(target);
    const tabs = records.map(({ tabId }) => tabId);
    const before = yield* readSheet(session, { tabs, ranges: [] });
    const { revision } = before;
    yield* mendUncertain(session, unsettled, revision);
    const now = unsettled.length === 0 ? before : yield* readSheet(session, { tabs, ranges: [] });
    // People are at it, or a repair was refused: the next step finds what there is then.
    if (now.revision !== revision && (yield* store.journal.unsettled(target)).length > 0)
      return ok(undefined);
    const everyRow = distrustsAll(revision);
    const gone: HitKey[] = [];
    for (const { tab, tabId } of records) {
      const keyColumn = keyColumnOf(now.tabs, tabId); // When it is gone, that is seen to later.
      const forgotten = keyColumn === -1 ? [] : yield* scanTab(session, { tab, tabId, keyColumn });
      gone.push(...forgotten.map((key) => ({ tab, key })));
      if (everyRow) yield* distrustTab(session, tab);
    }
    if (everyRow) yield* store.syncState.patch(target, { requeueCursor: '' });
    else {
      yield* distrustRows(session, unsettled);
      // Rows that one of these batches may have written over.
      if (unsettled.length > 0) yield* writeAgain(session, gone);
    }
    yield* store.journal.discard(target, fence);
    yield* store.syncState.patch(target, { revision: now.revision ?? undefined });
    return ok(undefined);
  });
}

/** Has every row of a tab written again when it is next planned. */
export function distrustTab(
  { store, target, context }: Pick<SyncSession, 'store' | 'target' | 'context'>,
  tab: TabName,
): ResultAsync<void, SyncError> {
  return safeTry(async function* () {
    const last = yield* store.ledger.last(target, tab);
    for (let row = 0; row <= (last?.row ?? -1); row += DISTRUST_PAGE) {
      const entries = yield* store.ledger.inRows(target, tab, row, row + DISTRUST_PAGE - 1);
      yield* store.ledger.adopt(
        target,
        entries.map((entry) => ({ ...entry, hash: '' })),
      );
      await context.pause();
    }
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
  rows: readonly { readonly key: string; readonly owner?: string }[],
): ResultAsync<void, SyncError> {
  const keys = rows.map(({ key }) => key);
  const owners = new Map(rows.map(({ key, owner }) => [key, owner]));
  return store.ledger
    .find(target, tab, keys)
    .andThen((known) =>
      store.ledger.adopt(
        target,
        known.map((entry) => ({ ...entry, hash: '', owner: owners.get(entry.key) ?? entry.owner })),
      ),
    )
    .mapErr((error): SyncError => error);
}
