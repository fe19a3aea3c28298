import { randomUUID } from 'node:crypto';
import type { FenceLost } from '@quiz-sync/core';
import type { UpdateFilter } from 'mongodb';
import { err, ok, type Result } from 'neverthrow';
import type { TargetDocument } from './documents.js';
import { insertNew } from './duplicate-key.js';
import type { MongoContext } from './mongo-context.js';

/** What is known of a spreadsheet nobody has spoken of yet. */
function freshTarget(_id: string): TargetDocument {
  return {
    _id,
    fence: 0,
    holder: null,
    handover: null,
    released_at: new Date(0),
    renewed_at: new Date(0),
    ttl_ms: 0,
    journal: [],
    journal_step: 0,
    state: {},
    runs: 0,
  };
}

export async function findTarget(
  { targets }: MongoContext,
  target: string,
): Promise<TargetDocument | undefined> {
  return (await targets.findOne({ _id: { $eq: target } })) ?? undefined;
}

/** The same; the document is made when missing. */
export async function makeTarget(context: MongoContext, target: string): Promise<TargetDocument> {
  const known = await findTarget(context, target);
  if (known !== undefined) return known;
  await insertNew(() => context.targets.insertOne(freshTarget(target)));
  return makeTarget(context, target);
}

/**
 * For a filter: the target while its lease is held under this fence. One whose time is over but that nobody took is
 * still current: nobody else can have written meanwhile.
 */
export function heldUnder(target: string, fence: number) {
  return { _id: { $eq: target }, fence: { $eq: fence }, holder: { $ne: null } };
}

/** The target's document if the fence is the lease's current one. */
export async function targetUnderFence(
  { targets }: MongoContext,
  target: string,
  fence: number,
): Promise<Result<TargetDocument, FenceLost>> {
  const found = await targets.findOne(heldUnder(target, fence));
  return found === null ? err(fenceLost(target, fence)) : ok(found);
}

/** Does the work if the fence is the lease's current one. The lease may be lost while it is done. */
export async function underFence<T>(
  context: MongoContext,
  target: string,
  fence: number,
  work: (document: TargetDocument) => Promise<Result<T, FenceLost>>,
): Promise<Result<T, FenceLost>> {
  const held = await targetUnderFence(context, target, fence);
  return held.isErr() ? err(held.error) : work(held.value);
}

/** What becomes of the journal, and of the rest of the document in the same step. */
export interface JournalChange {
  readonly journal: TargetDocument['journal'];
  readonly $set?: UpdateFilter<TargetDocument>['$set'];
}

/**
 * Changes the journal, and what belongs to the change, in one atomic step under the fence. `change` answers
 * `undefined` when there is nothing to do; it is asked again when the journal was changed in between.
 */
export async function changeJournal(
  context: MongoContext,
  target: string,
  fence: number,
  change: (journal: TargetDocument['journal']) => JournalChange | undefined,
): Promise<Result<void, FenceLost>> {
  while (true) {
    const held = await targetUnderFence(context, target, fence);
    if (held.isErr()) return err(held.error);
    const { journal, journal_step } = held.value;
    const changed = change(journal);
    if (changed === undefined) return ok(undefined);
    const { matchedCount } = await context.targets.updateOne(
      { ...heldUnder(target, fence), journal_step: { $eq: journal_step } },
      { $set: { ...changed.$set, journal: changed.journal, journal_step: journal_step + 1 } },
    );
    if (matchedCount === 1) return ok(undefined);
  }
}

export function fenceLost(target: string, fence: number): FenceLost {
  return { type: 'fence_lost', message: `the lease on ${target} under fence ${fence} is not held any more` };
}

/** An `_id` that nobody else makes. */
export function newId(): string {
  return randomUUID();
}
