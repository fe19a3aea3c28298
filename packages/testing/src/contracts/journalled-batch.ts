import type { BatchEffects, JournalEntry, Store } from '@quiz-sync/core';
import { aJournalEntry, aLedgerEntry, aTabRecord, someEffects } from '../builders/a-sync-record.js';
import { succeed } from './outcome.js';
import { TARGET, underLease } from './pending-state.js';

/** A batch that touches everything a batch can. */
export function fullEffects(overrides: Partial<BatchEffects> = {}): BatchEffects {
  return someEffects({
    entries: [aLedgerEntry({ key: 'written', row: 3, hash: 'new' }), aLedgerEntry({ key: 'added', row: 4 })],
    removed: [{ tab: 'engagement', key: 'blanked' }],
    tabs: [aTabRecord({ nextRow: 5 })],
    checks: [{ tab: 'profiles', tabId: 101, keyColumn: 5, row: 3, key: 'written', written: true }],
    ...overrides,
  });
}

/** Records a batch that differs from the ordinary one in `overrides`. */
export function record(store: Store, fence: number, overrides: Partial<JournalEntry>): Promise<void> {
  return succeed(store.journal.record(aJournalEntry(overrides), fence));
}

/** What the ledger and the sync state say that a batch's effects change. */
export async function memoryOf(store: Store) {
  return {
    profiles: (await succeed(store.ledger.find(TARGET, 'profiles', ['written', 'added']))).toSorted(
      (a, b) => a.row - b.row,
    ),
    engagement: await succeed(store.ledger.find(TARGET, 'engagement', ['blanked'])),
    tabs: await succeed(store.ledger.tabs(TARGET)),
    revision: (await succeed(store.syncState.read(TARGET))).revision,
    unsettled: (await succeed(store.journal.unsettled(TARGET))).map(({ to }) => to),
  };
}

/** The row that such a batch blanks, as the ledger has it before. */
export const BLANKED_ROW = aLedgerEntry({ tab: 'engagement', key: 'blanked' });
/** {@link memoryOf} but for the journal, when only that row was known and nothing was settled. */
export const UNTOUCHED = { profiles: [], engagement: [BLANKED_ROW], tabs: [], revision: undefined };

/** Has a batch with these effects recorded and applied. */
export async function settleBatch(
  store: Store,
  effects: Partial<BatchEffects>,
  to = 'revision_1',
): Promise<void> {
  await underLease(store, async (fence) => {
    await succeed(
      store.journal.record(aJournalEntry({ target: TARGET, to, effects: someEffects(effects) }), fence),
    );
    await succeed(store.journal.settle(TARGET, to, fence));
  });
}
