import type { ChangeRef } from '@quiz-sync/core';
import type { Filter } from 'mongodb';
import type { LearnerDocument } from './documents.js';
import type { MongoContext } from './mongo-context.js';
import { SETTLE } from './pending-mark.js';
import { slices } from './slices.js';
import { KINDS, trackedOf } from './tracked-kinds.js';

/** Fewer than elsewhere: a whole submission is rewritten for each, and what one command does is begun again when it takes too long. */
const DOCUMENTS_OF_COMMAND = 200;

/**
 * Takes documents off the list of pending changes, where they are still at the version named; the document of a
 * cleaned-up session goes with its acknowledgement, and so does an erased learner's. May be repeated. Most of a batch have the same few versions, so
 * that a few commands take them all.
 */
export async function acknowledgeAll(context: MongoContext, refs: readonly ChangeRef[]): Promise<void> {
  for (const kind of KINDS) {
    const ofKind = refs.filter((ref) => ref.kind === kind);
    for (const [version, same] of Map.groupBy(ofKind, (ref) => ref.version)) {
      for (const slice of slices(same, DOCUMENTS_OF_COMMAND)) {
        const named = { _id: { $in: slice.map(({ id }) => id) }, version: { $eq: version } };
        if (kind === 'session') await context.sessions.deleteMany({ ...named, deleted: { $eq: true } });
        if (kind === 'learner') await settleLearners(context, named);
        else await trackedOf(context, kind).updateMany(named, SETTLE);
      }
    }
  }
}

async function settleLearners({ learners }: MongoContext, named: Filter<LearnerDocument>): Promise<void> {
  await learners.deleteMany({ ...named, erasure: { $eq: 'rows_to_go' } });
  await learners.updateMany(named, { $unset: { pending_since: '', erasure: '' } });
}
