import type { ChangeRef } from '@quiz-sync/core';
import type { MongoContext } from './mongo-context.js';
import { SETTLE } from './pending-mark.js';
import { slices } from './slices.js';
import { KINDS, trackedOf } from './tracked-kinds.js';

/**
 * Takes documents off the list of pending changes, where they are still at the version named; the document of a
 * cleaned-up session goes with its acknowledgement. May be repeated. Most of a batch have the same few versions, so
 * that a few commands take them all.
 */
export async function acknowledgeAll(context: MongoContext, refs: readonly ChangeRef[]): Promise<void> {
  for (const kind of KINDS) {
    const ofKind = refs.filter((ref) => ref.kind === kind);
    for (const [version, same] of Map.groupBy(ofKind, (ref) => ref.version)) {
      for (const slice of slices(same)) {
        const named = { _id: { $in: slice.map(({ id }) => id) }, version: { $eq: version } };
        if (kind === 'session') await context.sessions.deleteMany({ ...named, deleted: { $eq: true } });
        await trackedOf(context, kind).updateMany(named, SETTLE);
      }
    }
  }
}
