import { randomUUID } from 'node:crypto';
import type { Collection, Db } from 'mongodb';
import { Refusal } from '../refusal.js';

const AT_ONCE = 24;

/** One round may go well by luck on a server that loses updates, above all while connections are being opened. */
const ROUNDS = 5;

const PROBE = 'probe ';

/** Whether a document of `settings` is one that {@link updatesAreAtomic} is trying things on. */
export function isProbe(id: unknown): boolean {
  return typeof id === 'string' && id.startsWith(PROBE);
}

/**
 * Everything here rests on MongoDB's promise that an update of one document is atomic. A server that reads, changes and
 * writes back in separate steps loses some of these increments.
 */
export async function requireAtomicUpdates(db: Db): Promise<void> {
  if (await updatesAreAtomic(db.collection('settings'))) return;
  throw new Refusal(
    'store_corrupt',
    'This server loses updates of one document that are made at once, so that two instances would overwrite each other',
    'Use MongoDB, or a server whose updates of one document are atomic (FerretDB 1 is not; FerretDB 2 is).',
  );
}

/** Leaves nothing behind. */
export async function updatesAreAtomic(collection: Collection<{ _id: string }>): Promise<boolean> {
  const probes = collection as unknown as Collection<{ _id: string; count: number }>;
  const _id = `${PROBE}${randomUUID()}`;
  await probes.insertOne({ _id, count: 0 });
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const increments = Array.from({ length: AT_ONCE }, () =>
        probes.updateOne({ _id }, { $inc: { count: 1 } }),
      );
      await Promise.all(increments);
    }
    return (await probes.findOne({ _id }))?.count === AT_ONCE * ROUNDS;
  } finally {
    await probes.deleteOne({ _id });
  }
}
