import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { LedgerEntry } from '../../ports/sheet-ledger.js';
import type { HeaderCheck, JournalEntry, KeyCheck } from '../../ports/sync-journal.js';
import { rowSubject } from '../../tabs/row-subject.js';
import type { TabName } from '../../tabs/tab-name.js';
import { gatherLearners } from '../../use-cases/gather-learners.js';
import { scanTab } from '../look/scan-tab.js';
import { keyColumnOf } from '../look/tab-columns.js';
import { distrustKeys } from '../settle/regain-track.js';
import { readSheet, type SyncError, type SyncSession } from '../sync-session.js';
import { sendBatch } from '../write/send-batch.js';
import { mendColumns } from './mend-columns.js';
import { mendRows } from './mend-rows.js';
import type { Astray } from './read-back.js';
import type { WriteCells } from './standing-cells.js';

/** A row that was hit or missed, and must be written again. */
export interface HitKey {
  readonly tab: TabName;
  readonly key: string;
}

/** What mending one tab takes. */
export interface TabMend {
  readonly hits: readonly HitKey[];
  /** Where the batch's rows of this tab really are; those that are to be written anew are left out. */
  readonly entries: readonly LedgerEntry[];
  /** Rows of the batch whose key no longer stands in the sheet once `repairs` are done. */
  readonly removed: readonly HitKey[];
  /** Writes that put right what went astray. */
  readonly repairs: readonly WriteCells[];
  /** Where repairs must hit rows without a key: people may move rows once more. */
  readonly checks: readonly KeyCheck[];
}

/**
 * People moved rows or columns in the moment between our read and our write, so cells meant for one place went to
 * another. Finds what was hit or missed, undoes what can only be undone now, and has every row concerned written again.
 * The batch is settled as what it really did, at the very end: a crash before that leads back here. `revision` is the
 * one that the spreadsheet carries now: another than the batch's if people deleted the marker since.
 */
export function mendAstray(
  session: SyncSession,
  entry: JournalEntry,
  astray: Astray,
  revision: string | null = entry.to,
): ResultAsync<void, SyncError> {
  return safeTry(async function* () {
    const columns = new Set(astray.movedColumns.map(({ tab }) => tab));
    session.log.warn('Rows or columns were moved while a batch was written: mending what it hit', {
      rows: astray.misplaced.length,
      tabs: [...columns].join(', '),
    });
    const mends = yield* mendTabs(session, entry, astray);
    yield* writeAgain(
      session,
      mends.flatMap((mend) => mend.hits),
    );
    const tabs = new Set([...columns, ...astray.misplaced.map(({ check }) => check.tab)]);
    const isSettled = yield* settleMended(session, withMends(entry, tabs, columns, mends), mends, revision);
    // Refused, the next step settles this batch anew, and comes back here.
    return isSettled ? scanMended(session, astray.movedColumns) : ok(undefined);
  });
}

/** What mending each of the tabs takes. */
function mendTabs(
  session: SyncSession,
  entry: JournalEntry,
  astray: Astray,
): ResultAsync<readonly TabMend[], SyncError> {
  return safeTry(async function* () {
    const mends: TabMend[] = [];
    for (const check of astray.movedColumns) mends.push(yield* mendColumns(session, entry, check));
    for (const misplaced of Map.groupBy(astray.misplaced, ({ check }) => check.tab).values())
      mends.push(yield* mendRows(session, entry, misplaced));
    return ok(mends);
  });
}

/** Settles the batch as what it really did, with what puts right what went astray; false when that was refused. */
function settleMended(
  session: SyncSession,
  mended: JournalEntry,
  mends: readonly TabMend[],
  revision: string | null,
): ResultAsync<boolean, SyncError> {
  const { store, target, fence } = session;
  const repairs = mends.flatMap((mend) => mend.repairs);
  const [repair] = repairs;
  if (repair === undefined)
    return store.journal
      .record(mended, fence)
      .andThen(() => store.journal.settle(target, mended.to, fence))
      .map(() => true);
  return sendBatch(session, {
    from: revision,
    timeZone: 'UTC',
    anchorTabId: repair.tabId,
    changes: repairs,
    effects: { ...mended.effects, checks: mends.flatMap((mend) => mend.checks), headers: [] },
  }).map((sent) => sent === 'applied');
}

/**
 * Where columns moved, rows may have moved as well, and new ones may have gone onto others: with every cell in its place
 * again, keys can be scanned, and who is missed is added again.
 */
function scanMended(
  session: SyncSession,
  movedColumns: readonly HeaderCheck[],
): ResultAsync<void, SyncError> {
  return safeTry(async function* () {
    for (const { tab, tabId } of movedColumns) {
      const { tabs } = yield* readSheet(session, { tabs: [tabId], ranges: [] });
      const keyColumn = keyColumnOf(tabs, tabId);
      if (keyColumn === -1) continue;
      const forgotten = yield* scanTab(session, { tab, tabId, keyColumn });
      yield* writeAgain(
        session,
        forgotten.map((key) => ({ tab, key })),
      );
    }
    return ok(undefined);
  });
}

/** What the batch really did: in the tabs that were mended, what was found there. */
function withMends(
  entry: JournalEntry,
  mendedTabs: ReadonlySet<TabName>,
  movedColumns: ReadonlySet<TabName>,
  mends: readonly TabMend[],
): JournalEntry {
  const { effects } = entry;
  const others = effects.entries.filter(({ tab }) => !mendedTabs.has(tab));
  // Keys are erased wherever their rows are, but in the column in which they were.
  const erased = effects.removed.filter(({ tab }) => !movedColumns.has(tab));
  return {
    ...entry,
    effects: {
      ...effects,
      entries: [...others, ...mends.flatMap((mend) => mend.entries)],
      removed: [...erased, ...mends.flatMap((mend) => mend.removed)],
    },
  };
}

/** Has rows written again: the ledger vouches for them no more, and their documents are pending with higher versions. */
export function writeAgain(session: SyncSession, hits: readonly HitKey[]): ResultAsync<void, SyncError> {
  const { store } = session;
  return safeTry(async function* () {
    for (const [tab, keys] of Map.groupBy(hits, (hit) => hit.tab)) yield* distrustKeys(session, tab, keys);
    const subjects = hits.flatMap(({ tab, key }) => rowSubject(tab, key) ?? []);
    const learners = subjects.filter(({ kind }) => kind === 'learner').map(({ id }) => id);
    // A key that people typed names nobody: it must not become a learner.
    const known = yield* gatherLearners(store, session.settings, [...new Set(learners)]);
    yield* store.learners.touch(known.map((learner) => learner.user_id));
    yield* store.pending.requeue(subjects.filter(({ kind }) => kind !== 'learner'));
    return ok(undefined);
  });
}
