import type { FenceLost, JournalEntry, SyncJournal } from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';
import type { TargetDocument } from './documents.js';
import { attempt, type MongoContext, perform } from './mongo-context.js';
import { parseEntry } from './parse-entry.js';
import { Refusal } from './refusal.js';
import { settle } from './settle-batch.js';
import { changeJournal, findTarget, newId, underFence } from './target-document.js';
import { toStoreError } from './to-store-error.js';

/**
 * Which batches may still land is decided in the target's document, in one atomic step under the fence. What a batch
 * holds is too large for it and lies in a document of its own, written before it is named and left alone until nothing
 * names it any more.
 */
export function syncJournal(context: MongoContext): SyncJournal {
  return {
    record: (entry, fence) => attempt(context, () => record(context, entry, fence)),
    unsettled: (target) => perform(context, () => unsettled(context, target)),
    settle: (target, to, fence) =>
      attempt(context, async () => {
        const settled = await settle(context, target, to, fence);
        if (settled.isOk()) await forgetUnnamed(context, target, fence);
        return settled;
      }),
    withdraw: (target, to, fence) =>
      attempt(context, () => shorten(context, target, fence, (entry) => entry.to !== to)),
    discard: (target, fence) => attempt(context, () => shorten(context, target, fence, () => false)),
  };
}

/** Recorded again, a batch goes to the end. */
async function record(
  context: MongoContext,
  entry: JournalEntry,
  fence: number,
): Promise<Result<void, FenceLost>> {
  const { target, to } = entry;
  return underFence(context, target, fence, async () => {
    const batch = newId();
    await context.batches.insertOne({ _id: batch, target, fence, entry: JSON.stringify(entry) });
    const recorded = await changeJournal(context, target, fence, (journal) => ({
      journal: [...journal.filter((other) => other.to !== to), { to, batch }],
    }));
    await forgetUnnamed(context, target, fence);
    return recorded;
  });
}

async function shorten(
  context: MongoContext,
  target: string,
  fence: number,
  stays: (entry: TargetDocument['journal'][number]) => boolean,
): Promise<Result<void, FenceLost>> {
  const shortened = await changeJournal(context, target, fence, (journal) => {
    const left = journal.filter(stays);
    return left.length === journal.length ? undefined : { journal: left };
  });
  if (shortened.isErr()) return err(shortened.error);
  await forgetUnnamed(context, target, fence);
  return ok(undefined);
}

async function unsettled(context: MongoContext, target: string): Promise<JournalEntry[]> {
  while (true) {
    const journal = (await findTarget(context, target))?.journal ?? [];
    const entries = await readBatches(context, journal);
    if (entries !== undefined) return entries;
    const now = (await findTarget(context, target))?.journal ?? [];
    if (JSON.stringify(now) === JSON.stringify(journal))
      throw new Refusal(
        'store_corrupt',
        `The journal of ${target} names a batch that is not in the collection journal_batches`,
        'Restore the database from a backup of one moment.',
      );
  }
}

/** `undefined` when one of them is gone: settled meanwhile. */
async function readBatches(
  { batches }: MongoContext,
  journal: TargetDocument['journal'],
): Promise<JournalEntry[] | undefined> {
  if (journal.length === 0) return [];
  const found = await batches.find({ _id: { $in: journal.map(({ batch }) => batch) } }).toArray();
  const byId = new Map(found.map(({ _id, entry }) => [_id, entry]));
  const texts = journal.flatMap(({ batch }) => byId.get(batch) ?? []);
  return texts.length === journal.length ? texts.map(parseEntry) : undefined;
}

/**
 * Removes what nothing names any more, be it settled, replaced, or left by one who died before naming it. Only what was
 * written under this fence or an earlier one: who lost the lease meanwhile does not touch his successor's. Only tidies
 * up, so that an unreachable server is no reason to refuse what has been done.
 */
async function forgetUnnamed(context: MongoContext, target: string, fence: number): Promise<void> {
  try {
    const named = (await findTarget(context, target))?.journal.map(({ batch }) => batch) ?? [];
    await context.batches.deleteMany({
      target: { $eq: target },
      fence: { $lte: fence },
      _id: { $nin: named },
    });
  } catch (error) {
    if (toStoreError(error) === undefined) throw error;
  }
}
