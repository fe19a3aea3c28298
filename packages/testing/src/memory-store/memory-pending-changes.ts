import {
  type AwaitedSubject,
  type ChangeKind,
  compareText,
  type PendingChange,
  type PendingChanges,
  type PendingCount,
  type RequeueCursor,
  type RowSubject,
} from '@quiz-sync/core';
import { err, ok } from 'neverthrow';
import { fenceLost, isCurrentFence } from './fence.js';
import { attempt, type MemoryContext, perform } from './memory-context.js';
import type { MemoryState, StoredDocument } from './memory-state.js';
import { acknowledge, findDocument, makePending } from './pending-documents.js';

/** The order in which everything is made pending again. */
const KIND_ORDER: readonly ChangeKind[] = ['submission', 'completion', 'learner', 'course', 'session'];

export function memoryPendingChanges(context: MemoryContext): PendingChanges {
  return {
    load: (limit) => perform(context, 'pending.load', (state) => load(state, limit)),
    count: () => perform(context, 'pending.count', count),
    acknowledge: (target, refs, fence) =>
      attempt(context, 'pending.acknowledge', (state) => {
        if (!isCurrentFence(state, target, fence)) return err(fenceLost(target));
        for (const ref of refs) acknowledge(state, ref);
        return ok();
      }),
    awaited: (subjects) => perform(context, 'pending.awaited', (state) => awaited(state, subjects)),
    requeue: (refs) =>
      perform(context, 'pending.requeue', (state) => {
        for (const ref of refs) {
          const document =
            findDocument(state, ref) ?? (ref.kind === 'session' ? namingSession(state, ref.id) : undefined);
          if (document !== undefined) makePending(state, document);
        }
      }),
    requeueAll: (cursor, limit) =>
      perform(context, 'pending.requeueAll', (state) => requeueAll(state, cursor, limit)),
  };
}

/** A submission that names the session. */
function namingSession(state: MemoryState, sessionId: string): StoredDocument | undefined {
  const [submission] = state.submissionsBySession.get(sessionId) ?? [];
  return submission && state.documents.submission.get(submission.submission_id);
}

function load(state: MemoryState, limit: { documents: number; responses: number }): PendingChange[] {
  const loaded: PendingChange[] = [];
  let responses = 0;
  for (const document of oldestFirst(state)) {
    if (loaded.length >= limit.documents) break;
    if (document.kind === 'submission') responses += document.submission.responses.length;
    if (loaded.length > 0 && responses > limit.responses) break;
    loaded.push(toPendingChange(document));
  }
  return loaded;
}

/** Those that began to wait at the same time stay in the order in which they did. */
function oldestFirst(state: MemoryState): StoredDocument[] {
  return [...state.pending].sort((a, b) => compareText(a.since ?? '', b.since ?? ''));
}

function toPendingChange(document: StoredDocument): PendingChange {
  const tracked = { version: document.version, since: document.since ?? '' };
  switch (document.kind) {
    case 'submission':
      return { ...tracked, kind: 'submission', submission: document.submission };
    case 'completion':
      return { ...tracked, kind: 'completion', completion: document.completion };
    case 'learner':
      return { ...tracked, kind: 'learner', user_id: document.id, erased: document.erasure !== 'none' };
    case 'course':
      return { ...tracked, kind: 'course', course_id: document.id };
    case 'session':
      return { ...tracked, kind: 'session', session_id: document.id, deleted: document.deleted };
    default:
      return document satisfies never;
  }
}

function count(state: MemoryState): PendingCount {
  const byKind = { submission: 0, completion: 0, learner: 0, course: 0, session: 0 };
  for (const document of state.pending) byKind[document.kind] += 1;
  return { total: state.pending.size, byKind, oldestSince: oldestFirst(state)[0]?.since };
}

function awaited(state: MemoryState, subjects: readonly RowSubject[]): AwaitedSubject[] {
  const oldest = new Map<string, string>();
  for (const document of oldestFirst(state)) {
    for (const subject of subjectsOf(document)) {
      if (!oldest.has(subject)) oldest.set(subject, document.since ?? '');
    }
  }
  return subjects.flatMap((subject) => {
    const since = oldest.get(`${subject.kind} ${subject.id}`);
    return since === undefined ? [] : [{ ...subject, since }];
  });
}

function subjectsOf(document: StoredDocument): string[] {
  switch (document.kind) {
    case 'submission': {
      const { user_id, session_id } = document.submission;
      const subjects = [`submission ${document.id}`, `learner ${user_id}`];
      return session_id === undefined ? subjects : [...subjects, `session ${session_id}`];
    }
    case 'completion':
      return [`learner ${document.completion.user_id}`];
    case 'learner':
      return [`learner ${document.id}`];
    case 'session': {
      const users = [document.facts.user_id ?? [], document.formerUserIds].flat();
      return [`session ${document.id}`, ...users.map((id) => `learner ${id}`)];
    }
    case 'course':
      return [];
    default:
      return document satisfies never;
  }
}

function requeueAll(
  state: MemoryState,
  cursor: RequeueCursor | undefined,
  limit: number,
): RequeueCursor | undefined {
  const rest = documentsAfter(state, cursor);
  for (const document of rest.slice(0, limit)) makePending(state, document);
  const last = rest[limit - 1];
  return last === undefined || rest.length === limit ? undefined : JSON.stringify([last.kind, last.id]);
}

/** In the fixed order: by kind, then by id. `undefined` and `''` are the beginning. */
function documentsAfter(state: MemoryState, cursor: RequeueCursor | undefined): StoredDocument[] {
  const all = KIND_ORDER.flatMap((kind): StoredDocument[] => [...state.documents[kind].values()]).sort(
    byKindThenId,
  );
  if (cursor === undefined || cursor === '') return all;
  const [kind, id]: [ChangeKind, string] = JSON.parse(cursor);
  return all.filter((document) => byKindThenId(document, { kind, id }) > 0);
}

function byKindThenId(
  a: Pick<StoredDocument, 'kind' | 'id'>,
  b: Pick<StoredDocument, 'kind' | 'id'>,
): number {
  return KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || compareText(a.id, b.id);
}
