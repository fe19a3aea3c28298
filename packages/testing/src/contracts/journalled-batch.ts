import type { BatchEffects, Store } from '@quiz-sync/core';
import { aJournalEntry, someEffects } from '../builders/a-sync-record.js';
import { succeed } from './outcome.js';
import { TARGET, underLease } from './pending-state.js';

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
