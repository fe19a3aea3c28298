import type { ChangeKind, RequeueCursor } from '@quiz-sync/core';
import type { MongoContext } from './mongo-context.js';
import { raise } from './pending-mark.js';
import { SLICE, slices, unique } from './slices.js';
import { KINDS, trackedOf } from './tracked-kinds.js';

/** Makes the named documents pending again, at a greater version. */
export async function requeue(
  context: MongoContext,
  refs: readonly { kind: ChangeKind; id: string }[],
): Promise<void> {
  for (const kind of KINDS) {
    const ids = unique(refs.filter((ref) => ref.kind === kind).map(({ id }) => id));
    for (const slice of slices(ids)) {
      await trackedOf(context, kind).updateMany({ _id: { $in: slice } }, raise(context.now()));
      if (kind === 'session') await requeueNaming(context, slice);
    }
  }
}

/** For sessions that have no document of their own: one of the submissions that name each. */
async function requeueNaming(
  { sessions, submissions, now }: MongoContext,
  sessionIds: readonly string[],
): Promise<void> {
  const known = await sessions.find({ _id: { $in: sessionIds } }, { projection: { _id: 1 } }).toArray();
  const documents = new Set(known.map(({ _id }) => _id));
  for (const id of sessionIds.filter((each) => !documents.has(each)))
    await submissions.updateOne({ session_id: { $eq: id } }, raise(now()));
}

/** How far {@link requeueAll} has got: behind this `_id`, or at the beginning of the kind. */
type Position = readonly [kind: ChangeKind, after: string | null];

/** Goes through the kinds in a fixed order, and through each by `_id`. */
export async function requeueAll(
  context: MongoContext,
  cursor: RequeueCursor | undefined,
  limit: number,
): Promise<RequeueCursor | undefined> {
  let position: Position = parseCursor(cursor);
  let left = limit;
  while (left > 0) {
    const [kind, after]: Position = position;
    const size = Math.min(left, SLICE);
    const ids = await idsAfter(context, kind, after, size);
    await trackedOf(context, kind).updateMany({ _id: { $in: ids } }, raise(context.now()));
    left -= ids.length;
    const last = ids.at(-1);
    const next: Position | undefined =
      last !== undefined && ids.length === size ? [kind, last] : startOfNextKind(kind);
    if (next === undefined) return undefined;
    position = next;
  }
  return JSON.stringify(position);
}

async function idsAfter(
  context: MongoContext,
  kind: ChangeKind,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const beyond = after === null ? {} : { _id: { $gt: after } };
  const found = await trackedOf(context, kind)
    .find(beyond, { projection: { _id: 1 } })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();
  return found.map(({ _id }) => _id);
}

function startOfNextKind(kind: ChangeKind): Position | undefined {
  const next = KINDS[KINDS.indexOf(kind) + 1];
  return next && [next, null];
}

/** `undefined` and `''` are the beginning. */
function parseCursor(cursor: RequeueCursor | undefined): Position {
  if (cursor === undefined || cursor === '') return ['submission', null];
  return JSON.parse(cursor);
}
