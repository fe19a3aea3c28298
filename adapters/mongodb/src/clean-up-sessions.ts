import { bulkUpdate } from './bulk-update.js';
import type { SessionDocument } from './documents.js';
import type { MongoContext } from './mongo-context.js';
import { raise, SETTLED } from './pending-mark.js';

/** Sessions looked at in one step. */
const STEP = 500;

type Candidate = Pick<SessionDocument, '_id' | 'version'>;

/**
 * Marks empty sessions as deleted, pending; answers how many. Each is marked at the version at which it was found empty,
 * so that one that is heard of meanwhile stays. A submission that names a session right then is no harm: the row is
 * made of submissions, whether the session has a document or not.
 */
export async function cleanUpSessions(
  context: MongoContext,
  before: string,
  dryRun: boolean,
): Promise<number> {
  const { sessions } = context;
  const silent = { messages: { $eq: 0 }, deleted: { $eq: false }, heard_at: { $lt: before }, ...SETTLED };
  let gone = 0;
  for await (const step of inSteps(sessions.find(silent, { projection: { version: 1 }, batchSize: STEP }))) {
    const empty = await withoutNamed(context, step);
    gone += dryRun ? empty.length : await markDeleted(context, empty);
  }
  return gone;
}

async function* inSteps(cursor: AsyncIterable<Candidate>): AsyncGenerator<readonly Candidate[]> {
  let step: Candidate[] = [];
  for await (const candidate of cursor) {
    step.push(candidate);
    if (step.length < STEP) continue;
    yield step;
    step = [];
  }
  if (step.length > 0) yield step;
}

/** Those that no submission or completion names. */
async function withoutNamed(
  { submissions, completions }: MongoContext,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  const filter = { session_id: { $in: candidates.map(({ _id }) => _id) } };
  const named = new Set([
    ...(await submissions.distinct('session_id', filter)),
    ...(await completions.distinct('session_id', filter)),
  ]);
  return candidates.filter(({ _id }) => !named.has(_id));
}

function markDeleted({ sessions, now }: MongoContext, empty: readonly Candidate[]): Promise<number> {
  const update = { ...raise(now()), $set: { deleted: true } };
  return bulkUpdate(
    sessions,
    empty.map(({ _id, version }) => ({ filter: { _id, version: { $eq: version }, ...SETTLED }, update })),
  );
}
