import type { ChangeKind, PendingChange } from '@quiz-sync/core';
import { toCompletion } from './course-repo.js';
import type { Tracked } from './documents.js';
import type { MongoContext } from './mongo-context.js';
import { WAITING } from './pending-mark.js';
import { slices } from './slices.js';
import { toSubmission } from './submission-document.js';
import { KINDS, trackedOf } from './tracked-kinds.js';

/** A pending document without what it holds. */
interface Candidate {
  readonly kind: ChangeKind;
  readonly id: string;
  readonly since: Date;
  readonly responses: number;
}

/** First chooses by the lists alone, then reads what was chosen, in slices. */
export async function loadPending(
  context: MongoContext,
  limit: { documents: number; responses: number },
): Promise<PendingChange[]> {
  const chosen = await chooseOldest(context, limit);
  const loaded = new Map<string, PendingChange>();
  for (const kind of KINDS) {
    const ids = chosen.filter((candidate) => candidate.kind === kind).map(({ id }) => id);
    for (const slice of slices(ids, DOCUMENTS_OF_QUERY))
      for (const [id, change] of await READ[kind](context, slice)) loaded.set(`${kind} ${id}`, change);
  }
  return chosen.flatMap(({ kind, id }) => loaded.get(`${kind} ${id}`) ?? []);
}

const DOCUMENTS_OF_QUERY = 200;

async function chooseOldest(
  context: MongoContext,
  limit: { documents: number; responses: number },
): Promise<readonly Candidate[]> {
  const lists = await Promise.all(KINDS.map((kind) => oldestOf(context, kind, limit.documents)));
  const oldest = lists.flat().sort((a, b) => a.since.getTime() - b.since.getTime());
  let responses = 0;
  const end = oldest.findIndex((candidate, index) => {
    responses += candidate.responses;
    return index >= limit.documents || (index > 0 && responses > limit.responses);
  });
  return end === -1 ? oldest : oldest.slice(0, end);
}

async function oldestOf(context: MongoContext, kind: ChangeKind, limit: number): Promise<Candidate[]> {
  const found = await trackedOf(context, kind)
    .find(WAITING, { projection: { pending_since: 1, response_count: 1 } })
    .sort({ pending_since: 1, _id: 1 })
    .limit(limit)
    .toArray();
  return found.flatMap((document: Tracked & { response_count?: number }) => {
    const { _id: id, pending_since: since, response_count: responses = 0 } = document;
    return since === undefined ? [] : [{ kind, id, since, responses }];
  });
}

type Loaded = [id: string, change: PendingChange][];

/** What waits no more by the time it is read is passed over. */
const READ: Readonly<Record<ChangeKind, (context: MongoContext, ids: readonly string[]) => Promise<Loaded>>> =
  {
    submission: async ({ submissions }, ids) =>
      (await submissions.find({ _id: { $in: ids }, ...WAITING }).toArray()).map((document) => [
        document._id,
        { ...markOf(document), kind: 'submission', submission: toSubmission(document) },
      ]),
    completion: async ({ completions }, ids) =>
      (await completions.find({ _id: { $in: ids }, ...WAITING }).toArray()).map((document) => [
        document._id,
        { ...markOf(document), kind: 'completion', completion: toCompletion(document) },
      ]),
    learner: async ({ learners }, ids) =>
      (await learners.find({ _id: { $in: ids }, ...WAITING }).toArray()).map((document) => [
        document._id,
        {
          ...markOf(document),
          kind: 'learner',
          user_id: document._id,
          erased: document.erasure !== undefined,
        },
      ]),
    course: async ({ courses }, ids) =>
      (await courses.find({ _id: { $in: ids }, ...WAITING }).toArray()).map((document) => [
        document._id,
        { ...markOf(document), kind: 'course', course_id: document._id },
      ]),
    session: async ({ sessions }, ids) =>
      (await sessions.find({ _id: { $in: ids }, ...WAITING }).toArray()).map((document) => [
        document._id,
        { ...markOf(document), kind: 'session', session_id: document._id, deleted: document.deleted },
      ]),
  };

function markOf({ version, pending_since }: Tracked): { version: number; since: string } {
  return { version, since: pending_since?.toISOString() ?? '' };
}
