import type { AwaitedSubject, RowSubject } from '@quiz-sync/core';
import type { Collection, Document } from 'mongodb';
import type { MongoContext } from './mongo-context.js';
import { WAITING } from './pending-mark.js';
import { slices, unique } from './slices.js';

type Kind = RowSubject['kind'];

/** Subjects asked about by one query. */
const TOGETHER = 500;

export async function awaited(
  context: MongoContext,
  subjects: readonly RowSubject[],
): Promise<AwaitedSubject[]> {
  const oldest = new Map<string, number>();
  for (const kind of ['submission', 'learner', 'session'] as const) {
    const ids = unique(subjects.filter((subject) => subject.kind === kind).map(({ id }) => id));
    for (const slice of slices(ids, TOGETHER))
      for (const place of PLACES[kind]) await noteOldest(oldest, kind, place(context), slice);
  }
  return subjects.flatMap((subject) => {
    const since = oldest.get(`${subject.kind} ${subject.id}`);
    return since === undefined ? [] : [{ ...subject, since: new Date(since).toISOString() }];
  });
}

/** Where something may wait that is about subjects, and which field names one or several. */
interface Place {
  readonly collection: Collection<Document>;
  readonly field: string;
}

const PLACES: Readonly<Record<Kind, readonly ((context: MongoContext) => Place)[]>> = {
  submission: [({ submissions }) => place(submissions, '_id')],
  learner: [
    ({ learners }) => place(learners, '_id'),
    ({ submissions }) => place(submissions, 'user_id'),
    ({ completions }) => place(completions, 'user_id'),
    ({ sessions }) => place(sessions, 'user_id'),
    ({ sessions }) => place(sessions, 'former_users'),
  ],
  session: [({ sessions }) => place(sessions, '_id'), ({ submissions }) => place(submissions, 'session_id')],
};

function place<Schema extends Document>(collection: Collection<Schema>, field: keyof Schema & string): Place {
  return { collection: collection as unknown as Collection<Document>, field };
}

async function noteOldest(
  oldest: Map<string, number>,
  kind: Kind,
  { collection, field }: Place,
  ids: readonly string[],
): Promise<void> {
  const waiting = { [field]: { $in: ids }, ...WAITING };
  const projection = { [field]: 1, pending_since: 1 };
  for await (const document of collection.find(waiting, { projection })) {
    const since: Date = document['pending_since'];
    for (const id of [document[field]].flat()) {
      const name = `${kind} ${id}`;
      oldest.set(name, Math.min(since.getTime(), oldest.get(name) ?? Number.POSITIVE_INFINITY));
    }
  }
}
