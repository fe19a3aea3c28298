import { hasEnded, KEPT_RUNS, type SyncRun } from '@quiz-sync/core';
import { insertNew } from './duplicate-key.js';
import type { MongoContext } from './mongo-context.js';
import { makeTarget } from './target-document.js';

function runId(target: string, id: string): string {
  return JSON.stringify([target, id]);
}

/** A run that is known stays in its place; another gets the next number. */
export async function saveRun(context: MongoContext, target: string, run: SyncRun): Promise<void> {
  const { runs: collection } = context;
  const _id = runId(target, run.run_id);
  const said = { ended: hasEnded(run), run: JSON.stringify(run) };
  const { matchedCount } = await collection.updateOne({ _id: { $eq: _id } }, { $set: said });
  if (matchedCount === 0) {
    const number = await nextNumber(context, target);
    const inserted = await insertNew(() => collection.insertOne({ _id, target, number, ...said }));
    if (!inserted) await collection.updateOne({ _id: { $eq: _id } }, { $set: said });
  }
  if (said.ended) await forgetOldest(context, target);
}

async function nextNumber(context: MongoContext, target: string): Promise<number> {
  await makeTarget(context, target);
  const found = await context.targets.findOneAndUpdate(
    { _id: { $eq: target } },
    { $inc: { runs: 1 } },
    { returnDocument: 'after' },
  );
  return found?.runs ?? 1;
}

async function forgetOldest({ runs: collection }: MongoContext, target: string): Promise<void> {
  const ended = { target: { $eq: target }, ended: { $eq: true } };
  const [first] = await collection
    .find(ended, { projection: { number: 1 } })
    .sort({ number: -1 })
    .skip(KEPT_RUNS)
    .limit(1)
    .toArray();
  if (first !== undefined) await collection.deleteMany({ ...ended, number: { $lte: first.number } });
}

export async function runs(
  { runs: collection }: MongoContext,
  target: string,
  limit: number,
): Promise<SyncRun[]> {
  const found = await collection
    .find({ target: { $eq: target } })
    .sort({ number: -1 })
    .limit(limit)
    .toArray();
  return found.map(({ run }) => JSON.parse(run));
}

export async function findRun(
  { runs: collection }: MongoContext,
  target: string,
  id: string,
): Promise<SyncRun | undefined> {
  const found = await collection.findOne({ _id: { $eq: runId(target, id) } });
  return found === null ? undefined : JSON.parse(found.run);
}
