import type { Session, SessionFacts, SessionRepo } from '@quiz-sync/core';
import { cleanUpSessions } from './clean-up-sessions.js';
import type { SessionDocument } from './documents.js';
import { mergeFacts } from './merge-facts.js';
import { type MongoContext, perform, performSoon } from './mongo-context.js';
import { raise } from './pending-mark.js';
import { slices, unique } from './slices.js';
import { upsertFacts } from './upsert-facts.js';
import { withoutUndefined } from './without-undefined.js';

export function sessionRepo(context: MongoContext): SessionRepo {
  return {
    upsert: (sessionId, facts, createdAt) =>
      performSoon(context, async () => {
        const change = sessionChange(context, sessionId, facts, createdAt);
        const { document, changed } = await upsertFacts(context.sessions, change);
        return { session: toSession(document), changed };
      }),
    findMany: (sessionIds) => perform(context, () => findMany(context, sessionIds)),
    learnersOf: (sessionIds) => perform(context, () => learnersOf(context, sessionIds)),
    countChats: (userIds) => perform(context, () => countChats(context, userIds)),
    cleanUp: (before, { dryRun }) => perform(context, () => cleanUpSessions(context, before, dryRun)),
  };
}

function sessionChange({ now }: MongoContext, sessionId: string, facts: SessionFacts, createdAt: string) {
  const at = now();
  const fresh = shownBy(withoutUndefined(facts), createdAt);
  return {
    // A session that was cleaned up may come back: its versions go on from a time, so that none comes twice.
    made: {
      _id: sessionId,
      ...fresh,
      former_users: [],
      deleted: false,
      version: at.getTime(),
      pending_since: at,
    },
    update: (known: SessionDocument) => {
      if (known.deleted)
        return {
          ...raise(at),
          $set: { ...fresh, former_users: [], deleted: false },
          ...(fresh.user_id === undefined ? { $unset: { user_id: '' as const } } : {}),
        };
      const merged = mergeFacts(known.facts, facts);
      if (merged === undefined) return undefined;
      const former_users = formerUsers(known, merged);
      return { ...raise(at), $set: { ...shownBy(merged, known.created_at), former_users } };
    },
  };
}

/** The facts, and what queries need of them. */
export function shownBy(facts: SessionFacts, created_at: string) {
  const { user_id, messages_per_session, last_activity } = facts;
  return {
    facts,
    created_at,
    messages: messages_per_session ?? 0,
    heard_at: last_activity ?? created_at,
    ...(user_id === undefined ? {} : { user_id }),
  };
}

function formerUsers({ former_users, user_id }: SessionDocument, merged: SessionFacts): readonly string[] {
  return user_id === undefined || merged.user_id === user_id
    ? former_users
    : unique([...former_users, user_id]);
}

async function findMany({ sessions }: MongoContext, sessionIds: readonly string[]): Promise<Session[]> {
  const found: Session[] = [];
  for (const slice of slices(unique(sessionIds)))
    for await (const document of sessions.find({ _id: { $in: slice }, deleted: { $eq: false } }))
      found.push(toSession(document));
  return found;
}

async function learnersOf(
  { sessions }: MongoContext,
  sessionIds: readonly string[],
): Promise<Map<string, string[]>> {
  const learners = new Map<string, string[]>();
  const projection = { user_id: 1, former_users: 1 };
  for (const slice of slices(unique(sessionIds)))
    for await (const { _id, user_id, former_users } of sessions.find({ _id: { $in: slice } }, { projection }))
      learners.set(_id, unique([...former_users, ...(user_id === undefined ? [] : [user_id])]));
  return learners;
}

async function countChats(
  { sessions }: MongoContext,
  userIds: readonly string[],
): Promise<Map<string, number>> {
  const chats = new Map<string, number>();
  for (const slice of slices(unique(userIds))) {
    const filter = { user_id: { $in: slice }, messages: { $gt: 0 }, deleted: { $eq: false } };
    for await (const { user_id } of sessions.find(filter, { projection: { user_id: 1 } }))
      if (user_id !== undefined) chats.set(user_id, (chats.get(user_id) ?? 0) + 1);
  }
  return chats;
}

export function toSession({ _id, facts, created_at, version }: SessionDocument): Session {
  return { ...facts, session_id: _id, created_at, version };
}
