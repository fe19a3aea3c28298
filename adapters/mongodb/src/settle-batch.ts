import type { BatchEffects, FenceLost } from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';
import { acknowledgeAll } from './acknowledge.js';
import { putEntries, removeEntries } from './ledger-entries.js';
import { putTab } from './ledger-tabs.js';
import type { MongoContext } from './mongo-context.js';
import { Refusal } from './refusal.js';
import { slices } from './slices.js';
import { changeJournal, targetUnderFence } from './target-document.js';

/**
 * Takes a batch that was applied into the ledger and acknowledges what it brought, in steps each of which can be
 * repeated; the last one notes the revision and empties the journal, in one document. Until then the journal names the
 * batch, so that whoever finds it cut short begins again. The ledger comes first, so that nothing is acknowledged that
 * the ledger does not know. The fence is asked for before each step, and ledger rows keep it.
 */
export async function settle(
  context: MongoContext,
  target: string,
  to: string,
  fence: number,
): Promise<Result<void, FenceLost>> {
  const held = await targetUnderFence(context, target, fence);
  if (held.isErr()) return err(held.error);
  const named = held.value.journal.find((entry) => entry.to === to);
  if (named === undefined) return ok(undefined);
  const effects = await effectsOf(context, target, named.batch);
  for (const step of stepsOf(context, target, fence, effects)) {
    await step();
    const still = await targetUnderFence(context, target, fence);
    if (still.isErr()) return err(still.error);
  }
  return changeJournal(context, target, fence, (journal) =>
    journal.some((entry) => entry.batch === named.batch)
      ? { journal: [], $set: { 'state.revision': JSON.stringify(to) } }
      : undefined,
  );
}

function* stepsOf(
  context: MongoContext,
  target: string,
  fence: number,
  { tabs, removed, entries, acknowledged }: BatchEffects,
): Generator<() => Promise<void>> {
  const written = { fence, at: context.now() };
  yield async () => {
    for (const record of tabs) await putTab(context, target, record, fence);
  };
  for (const slice of slices(removed)) yield () => removeEntries(context, target, slice, fence);
  for (const slice of slices(entries)) yield () => putEntries(context, target, slice, written);
  for (const slice of slices(acknowledged)) yield () => acknowledgeAll(context, slice);
}

async function effectsOf({ batches }: MongoContext, target: string, batch: string): Promise<BatchEffects> {
  const found = await batches.findOne({ _id: { $eq: batch } });
  if (found === null)
    throw new Refusal(
      'store_corrupt',
      `The journal of ${target} names a batch that is not in the collection journal_batches`,
      'Restore the database from a backup of one moment.',
    );
  return JSON.parse(found.entry).effects;
}
