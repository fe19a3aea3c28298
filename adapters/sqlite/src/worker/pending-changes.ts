import type { ChangeKind, ChangeRef, FenceLost, PendingCount } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { acknowledgeAll } from './acknowledge.js';
import { awaited } from './awaited.js';
import { int, optionalInt } from './columns.js';
import type { Connection } from './connection.js';
import { underFence } from './lease.js';
import { loadPending } from './load-pending.js';
import { KINDS } from './pending-kinds.js';
import type { WorkerRepo } from './protocol.js';
import { requeue, requeueAll } from './requeue.js';

export function pendingChanges(connection: Connection) {
  return {
    load: (limit) => loadPending(connection, limit),
    count: () => ok(count(connection)),
    acknowledge: (target, refs, fence) => acknowledge(connection, target, refs, fence),
    awaited: (subjects) => awaited(connection, subjects),
    requeue: (refs) => requeue(connection, refs),
    requeueAll: (cursor, limit) => requeueAll(connection, cursor, limit),
  } satisfies WorkerRepo<'pending'>;
}

function acknowledge(
  connection: Connection,
  target: string,
  refs: readonly ChangeRef[],
  fence: number,
): Result<void, FenceLost> {
  return connection.tryWrite(() =>
    underFence(connection, target, fence, () => ok(acknowledgeAll(connection, refs))),
  );
}

function count({ sql }: Connection): PendingCount {
  const byKind = { submission: 0, completion: 0, learner: 0, course: 0, session: 0 };
  const oldest: number[] = [];
  for (const kind of KINDS) {
    const row = sql(COUNT[kind]).get() ?? {};
    byKind[kind] = int(row, 'waiting');
    const since = optionalInt(sql(OLDEST[kind]).get() ?? { since: null }, 'since');
    if (since !== undefined) oldest.push(since);
  }
  return {
    total: KINDS.reduce((total, kind) => total + byKind[kind], 0),
    byKind,
    oldestSince: oldest.length === 0 ? undefined : new Date(Math.min(...oldest)).toISOString(),
  };
}

const COUNT: Readonly<Record<ChangeKind, string>> = {
  submission: 'SELECT count(*) AS waiting FROM pending_submissions',
  completion: 'SELECT count(*) AS waiting FROM completions WHERE pending_since IS NOT NULL',
  learner: 'SELECT count(*) AS waiting FROM learners WHERE pending_since IS NOT NULL',
  course: 'SELECT count(*) AS waiting FROM courses WHERE pending_since IS NOT NULL',
  session: 'SELECT count(*) AS waiting FROM sessions WHERE pending_since IS NOT NULL',
};

const OLDEST: Readonly<Record<ChangeKind, string>> = {
  submission: 'SELECT min(since) AS since FROM pending_submissions',
  completion: 'SELECT min(pending_since) AS since FROM completions WHERE pending_since IS NOT NULL',
  learner: 'SELECT min(pending_since) AS since FROM learners WHERE pending_since IS NOT NULL',
  course: 'SELECT min(pending_since) AS since FROM courses WHERE pending_since IS NOT NULL',
  session: 'SELECT min(pending_since) AS since FROM sessions WHERE pending_since IS NOT NULL',
};
