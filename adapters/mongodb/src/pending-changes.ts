import type { ChangeKind, PendingChanges, PendingCount } from '@quiz-sync/core';
import { ok } from 'neverthrow';
import { acknowledgeAll } from './acknowledge.js';
import { awaited } from './awaited.js';
import { loadPending } from './load-pending.js';
import { attempt, type MongoContext, perform } from './mongo-context.js';
import { WAITING } from './pending-mark.js';
import { requeue, requeueAll } from './requeue.js';
import { underFence } from './target-document.js';
import { KINDS, trackedOf } from './tracked-kinds.js';

export function pendingChanges(context: MongoContext): PendingChanges {
  return {
    load: (limit) => perform(context, () => loadPending(context, limit)),
    count: () => perform(context, () => count(context)),
    awaited: (subjects) => perform(context, () => awaited(context, subjects)),
    acknowledge: (target, refs, fence) =>
      attempt(context, () =>
        underFence(context, target, fence, async () => ok(await acknowledgeAll(context, refs))),
      ),
    requeue: (refs) => perform(context, () => requeue(context, refs)),
    requeueAll: (cursor, limit) => perform(context, () => requeueAll(context, cursor, limit)),
  };
}

async function count(context: MongoContext): Promise<PendingCount> {
  const counted = await Promise.all(KINDS.map((kind) => countKind(context, kind)));
  const oldest = counted.flatMap(({ since }) => since?.getTime() ?? []);
  const byKind = { submission: 0, completion: 0, learner: 0, course: 0, session: 0 };
  for (const { kind, waiting } of counted) byKind[kind] = waiting;
  return {
    total: counted.reduce((total, { waiting }) => total + waiting, 0),
    byKind,
    oldestSince: oldest.length === 0 ? undefined : new Date(Math.min(...oldest)).toISOString(),
  };
}

async function countKind(context: MongoContext, kind: ChangeKind) {
  const collection = trackedOf(context, kind);
  const [waiting, oldest] = await Promise.all([
    collection.countDocuments(WAITING),
    collection.findOne(WAITING, { projection: { pending_since: 1 }, sort: { pending_since: 1 } }),
  ]);
  return { kind, waiting, since: oldest?.pending_since };
}
