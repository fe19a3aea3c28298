import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import { Refusal } from '../refusal.js';

const AT_ONCE = 24;

/**
 * Everything here rests on MongoDB's promise that an update of one document is atomic. A server that reads, changes and
 * writes back in separate steps loses some of these increments.
 */
export async function requireAtomicUpdates(db: Db): Promise<void> {
  if (await updatesAreAtomic(db)) return;
  throw new Refusal(
    'store_corrupt',
    'This server loses updates of one document that are made at once, so that two instances would overwrite each other',
    'Use MongoDB, or a server whose updates of one document are atomic (FerretDB 1 is not; FerretDB 2 is).',
  );
}

export async function updatesAreAtomic(db: Db): Promise<boolean> {
  const probes = db.collection<{ _id: string; count: number }>('settings');
  const _id = `probe ${randomUUID()}`;
  await probes.insertOne({ _id, count: 0 });
  try {
    const increments = Array.from({ length: AT_ONCE }, () =>
      probes.updateOne({ _id }, { $inc: { count: 1 } }),
    );
    await Promise.all(increments);
    return (await probes.findOne({ _id }))?.count === AT_ONCE;
  } finally {
    await probes.deleteOne({ _id });
  }
}
