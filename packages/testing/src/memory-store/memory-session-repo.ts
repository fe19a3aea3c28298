import type { Session, SessionFacts, SessionRepo } from '@quiz-sync/core';
import { keep } from './keep.js';
import { type MemoryContext, perform } from './memory-context.js';
import type { MemoryState, SessionDocument } from './memory-state.js';
import { mergeFacts } from './merge-facts.js';
import { makePending } from './pending-documents.js';

export function memorySessionRepo(context: MemoryContext): SessionRepo {
  return {
    upsert: (sessionId, facts, createdAt) => {
      const kept = keep(facts);
      return perform(context, 'sessions.upsert', (state) => upsert(state, sessionId, kept, createdAt));
    },
    findMany: (sessionIds) =>
      perform(context, 'sessions.findMany', (state) =>
        [...new Set(sessionIds)].flatMap((sessionId) => {
          const document = state.documents.session.get(sessionId);
          return document === undefined || document.deleted ? [] : [toSession(document)];
        }),
      ),
    learnersOf: (sessionIds) =>
      perform(context, 'sessions.learnersOf', (state) => learnersOf(state, sessionIds)),
    countChats: (userIds) =>
      perform(context, 'sessions.countChats', (state) => countChats(state, new Set(userIds))),
    cleanUp: (before, { dryRun }) =>
      perform(context, 'sessions.cleanUp', (state) => {
        const empty = emptySessions(state, before);
        if (!dryRun) for (const document of empty) deleteSession(state, document);
        return empty.length;
      }),
  };
}

function upsert(
  state: MemoryState,
  sessionId: string,
  facts: SessionFacts,
  createdAt: string,
): { session: Session; changed: boolean } {
  const known = state.documents.session.get(sessionId);
  const isNew = known === undefined || known.deleted;
  const document = known ?? addSession(state, sessionId, createdAt);
  if (document.deleted) {
    document.deleted = false;
    document.facts = {};
    document.formerUserIds = [];
    document.created_at = createdAt;
  }
  const before = document.facts.user_id;
  const merged = mergeFacts(document.facts, facts);
  document.facts = merged ?? document.facts;
  const changed = merged !== undefined || isNew;
  if (before !== undefined && document.facts.user_id !== before)
    document.formerUserIds = [...new Set([...document.formerUserIds, before])];
  if (changed) makePending(state, document);
  return { session: toSession(document), changed };
}

export function addSession(state: MemoryState, sessionId: string, createdAt: string): SessionDocument {
  const document: SessionDocument = {
    kind: 'session',
    id: sessionId,
    facts: {},
    formerUserIds: [],
    created_at: createdAt,
    deleted: false,
    version: 0,
    since: undefined,
  };
  state.documents.session.set(sessionId, document);
  return document;
}

function learnersOf(state: MemoryState, sessionIds: readonly string[]): Map<string, string[]> {
  const learners = new Map<string, string[]>();
  for (const sessionId of sessionIds) {
    const document = state.documents.session.get(sessionId);
    if (document === undefined) continue;
    learners.set(sessionId, [...new Set([...document.formerUserIds, document.facts.user_id ?? []].flat())]);
  }
  return learners;
}

function countChats(state: MemoryState, userIds: ReadonlySet<string>): Map<string, number> {
  const chats = new Map<string, number>();
  for (const { deleted, facts } of state.documents.session.values()) {
    if (deleted || facts.user_id === undefined || !userIds.has(facts.user_id)) continue;
    if ((facts.messages_per_session ?? 0) > 0) chats.set(facts.user_id, (chats.get(facts.user_id) ?? 0) + 1);
  }
  return chats;
}

function emptySessions(state: MemoryState, before: string): SessionDocument[] {
  const completedIn = new Set(
    [...state.documents.completion.values()].map((document) => document.completion.session_id),
  );
  return [...state.documents.session.values()].filter(
    (document) =>
      !document.deleted &&
      document.since === undefined &&
      (document.facts.messages_per_session ?? 0) === 0 &&
      (document.facts.last_activity ?? document.created_at) < before &&
      !state.submissionsBySession.has(document.id) &&
      !completedIn.has(document.id),
  );
}

function deleteSession(state: MemoryState, document: SessionDocument): void {
  document.deleted = true;
  makePending(state, document);
}

export function toSession(document: SessionDocument): Session {
  return {
    ...document.facts,
    session_id: document.id,
    created_at: document.created_at,
    version: document.version,
  };
}
