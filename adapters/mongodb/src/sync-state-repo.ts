import { INITIAL_SYNC_STATE, type SyncState, type SyncStateRepo } from '@quiz-sync/core';
import type { TargetDocument } from './documents.js';
import { insertNew } from './duplicate-key.js';
import { type MongoContext, perform } from './mongo-context.js';
import { findRun, runs, saveRun } from './sync-runs.js';
import { findTarget, makeTarget } from './target-document.js';

export function syncStateRepo(context: MongoContext): SyncStateRepo {
  return {
    read: (target) => perform(context, () => read(context, target)),
    patch: (target, patch) => perform(context, () => patchState(context, target, patch)),
    saveRun: (target, run) => perform(context, () => saveRun(context, target, run)),
    runs: (target, limit) => perform(context, () => runs(context, target, limit)),
    findRun: (target, runId) => perform(context, () => findRun(context, target, runId)),
    currentTarget: () => perform(context, () => currentTarget(context)),
    adoptTarget: (target) => perform(context, () => adoptTarget(context, target)),
  };
}

async function read(context: MongoContext, target: string): Promise<SyncState> {
  return stateOf(await findTarget(context, target));
}

export function stateOf(document: Pick<TargetDocument, 'state'> | undefined): SyncState {
  const fields = Object.entries(document?.state ?? {}).map(([name, text]) => [name, JSON.parse(text)]);
  return { ...INITIAL_SYNC_STATE, ...Object.fromEntries(fields) };
}

/** A whole state as it is stored. */
export function stateFields(state: SyncState): TargetDocument['state'] {
  const said = Object.entries(state).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said.map(([name, value]) => [name, JSON.stringify(value)]));
}

/** An explicit `undefined` takes the field away. */
async function patchState(context: MongoContext, target: string, patch: Partial<SyncState>): Promise<void> {
  const fields = Object.entries(patch);
  if (fields.length === 0) return;
  await makeTarget(context, target);
  const said = fields.filter(([, value]) => value !== undefined);
  const cleared = fields.filter(([, value]) => value === undefined);
  await context.targets.updateOne(
    { _id: { $eq: target } },
    {
      ...(said.length === 0 ? {} : { $set: named(said, (value) => JSON.stringify(value)) }),
      ...(cleared.length === 0 ? {} : { $unset: named(cleared, () => '' as const) }),
    },
  );
}

function named<T>(fields: readonly [string, unknown][], text: (value: unknown) => T): Record<string, T> {
  return Object.fromEntries(fields.map(([name, value]) => [`state.${name}`, text(value)]));
}

async function currentTarget(context: MongoContext): Promise<string | undefined> {
  return (await context.currentTarget.findOne({ _id: 'current_target' }))?.target;
}

/** What a change asks for is written before the change: a crash in between leaves the one before current, and it is asked for again. */
async function adoptTarget(context: MongoContext, target: string): Promise<void> {
  const { currentTarget: collection } = context;
  const before = await currentTarget(context);
  if (before === target) return;
  await makeTarget(context, target);
  if (
    before === undefined &&
    (await insertNew(() => collection.insertOne({ _id: 'current_target', target })))
  )
    return;
  await patchState(context, target, { requeueCursor: '' });
  await collection.updateOne({ _id: 'current_target' }, { $set: { target } });
}
