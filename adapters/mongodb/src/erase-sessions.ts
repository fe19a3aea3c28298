import type { SessionDocument } from './documents.js';
import type { MongoContext } from './mongo-context.js';
import { raise } from './pending-mark.js';
import { unique } from './slices.js';
import { upsertFacts } from './upsert-facts.js';

interface NamesSession {
  readonly session_id?: string;
}

/**
 * Before the learner's submissions or completions that name these sessions are removed. Has the rows of the sessions
 * worked out anew by the next sync; those that are the learner's are removed, as by a clean-up. Answers how many sessions
 * with facts that removed.
 */
export async function eraseNamedSessions(
  context: MongoContext,
  naming: readonly NamesSession[],
  userId: string,
): Promise<number> {
  let erased = 0;
  for (const sessionId of sessionsNamedBy(naming))
    if (await eraseNamedSession(context, sessionId, userId)) erased += 1;
  return erased;
}

/** After them. */
export async function raiseSessions(context: MongoContext, naming: readonly NamesSession[]): Promise<void> {
  for (const sessionId of sessionsNamedBy(naming)) await raiseSession(context, sessionId);
}

/** Those that are the learner's by their own facts. */
export async function eraseOwnSessions({ sessions, now }: MongoContext, userId: string): Promise<number> {
  const own = { user_id: { $eq: userId } };
  const known = await sessions.countDocuments({ ...own, deleted: { $eq: false } });
  await sessions.updateMany(own, goneUpdate(now()));
  return known;
}

function sessionsNamedBy(naming: readonly NamesSession[]): string[] {
  return unique(naming.flatMap(({ session_id }) => session_id ?? []));
}

async function eraseNamedSession(context: MongoContext, sessionId: string, userId: string): Promise<boolean> {
  const at = context.now();
  const isNamedByOthers = await namedByOthers(context, sessionId, userId);
  const isOthers = (known: SessionDocument): boolean =>
    !known.deleted && known.user_id !== userId && (known.user_id !== undefined || isNamedByOthers);
  const known = await context.sessions.findOne({ _id: { $eq: sessionId } });
  await upsertFacts(context.sessions, {
    made: gone(sessionId, at),
    update: (found) => (isOthers(found) ? raise(at) : goneUpdate(at)),
  });
  return known !== null && !known.deleted && !isOthers(known);
}

async function raiseSession({ sessions, now }: MongoContext, sessionId: string): Promise<void> {
  const at = now();
  await upsertFacts(sessions, { made: gone(sessionId, at), update: () => raise(at) });
}

async function namedByOthers(
  { submissions, completions }: MongoContext,
  sessionId: string,
  userId: string,
): Promise<boolean> {
  const others = { session_id: { $eq: sessionId }, user_id: { $ne: userId } };
  const projection = { _id: 1 };
  const [submitted, completed] = await Promise.all([
    submissions.findOne(others, { projection }),
    completions.findOne(others, { projection }),
  ]);
  return submitted !== null || completed !== null;
}

/** Nothing is left of it but that its row is to be worked out anew. */
function gone(sessionId: string, at: Date): SessionDocument {
  return { _id: sessionId, ...factsGone(at), version: at.getTime(), pending_since: at };
}

function goneUpdate(at: Date) {
  return { ...raise(at), $set: factsGone(at), $unset: { user_id: '' as const } };
}

function factsGone(at: Date) {
  const since = at.toISOString();
  return { facts: {}, former_users: [], messages: 0, heard_at: since, created_at: since, deleted: true };
}
