import type { RowSubject, SubjectCursor, SubjectPage } from '@quiz-sync/core';
import type { Collection, Document, Filter } from 'mongodb';
import type { MongoContext } from './mongo-context.js';
import { SLICE } from './slices.js';

type Kind = RowSubject['kind'];

/** How far a walk has got: behind this id, or at the beginning of the kind. */
type Position = readonly [kind: Kind, after: string | null];

const NEXT: Readonly<Record<Kind, Position | undefined>> = {
  submission: ['learner', null],
  learner: ['session', null],
  session: undefined,
};

export async function subjectsAfter(
  context: MongoContext,
  cursor: SubjectCursor | undefined,
  limit: number,
): Promise<SubjectPage> {
  const subjects: RowSubject[] = [];
  let position: Position | undefined = cursor === undefined ? ['submission', null] : JSON.parse(cursor);
  while (position !== undefined && subjects.length < limit) {
    const [kind, after]: Position = position;
    const left = limit - subjects.length;
    const ids = await idsAfter(context, kind, after ?? undefined, left);
    subjects.push(...ids.map((id) => ({ kind, id })));
    const last = ids.at(-1);
    position = last === undefined || ids.length < left ? NEXT[kind] : [kind, last];
  }
  return { subjects, next: position && JSON.stringify(position) };
}

/** Ids that one collection knows, by a field with an index. */
interface IdSource {
  readonly collection: Collection<Document>;
  readonly field: string;
  readonly filter: Filter<Document>;
}

function sourcesOf(context: MongoContext, kind: Kind): IdSource[] {
  const { submissions, learners, completions, sessions } = context;
  const from = <Schema extends Document>(
    collection: Collection<Schema>,
    field: keyof Schema & string,
    filter: Filter<Document> = {},
  ): IdSource => ({ collection: collection as unknown as Collection<Document>, field, filter });
  switch (kind) {
    case 'submission':
      return [from(submissions, '_id')];
    case 'learner':
      return [
        from(learners, '_id', { erasure: { $ne: 'rows_to_go' } }),
        from(submissions, 'user_id'),
        from(completions, 'user_id'),
        from(sessions, 'user_id', { messages: { $gt: 0 }, deleted: { $eq: false } }),
      ];
    case 'session':
      return [from(sessions, '_id', { deleted: { $eq: false } }), from(submissions, 'session_id')];
    default:
      return kind satisfies never;
  }
}

/** The next ids of all sources together, each once, in the order of the server's indexes: by UTF-8 bytes. */
async function idsAfter(
  context: MongoContext,
  kind: Kind,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const lists = await Promise.all(
    sourcesOf(context, kind).map((source) => distinctAfter(source, after, limit)),
  );
  return [...new Set(lists.flat())].sort(byBytes).slice(0, limit);
}

/** Goes along the index in pieces, and over the rest of an id's entries in one step. */
async function distinctAfter(
  { collection, field, filter }: IdSource,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const found: string[] = [];
  let last = after;
  while (found.length < limit) {
    const beyond = { ...filter, [field]: last === undefined ? { $gte: '' } : { $gt: last } };
    const projection = field === '_id' ? { _id: 1 } : { _id: 0, [field]: 1 };
    const piece = await collection
      .find(beyond, { projection })
      .sort({ [field]: 1 })
      .limit(SLICE)
      .toArray();
    found.push(...new Set(piece.map((document) => String(document[field]))));
    if (piece.length < SLICE) break;
    last = found.at(-1);
  }
  return found.slice(0, limit);
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
