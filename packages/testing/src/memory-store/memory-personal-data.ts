import { compareText, type ErasedData, type PersonalData, type Submission } from '@quiz-sync/core';
import { type MemoryContext, perform } from './memory-context.js';
import { addSession, toSession } from './memory-session-repo.js';
import type { MemoryState, SessionDocument, StoredDocument } from './memory-state.js';
import { makePending } from './pending-documents.js';
import { unfileSubmission } from './submission-files.js';

export function memoryPersonalData(context: MemoryContext): PersonalData {
  return {
    erase: (userId) => perform(context, 'personal.erase', (state) => erase(state, userId)),
    submissionsOf: (userId, cursor, limit) =>
      perform(context, 'personal.submissionsOf', (state) => {
        const rest = submissionsOf(state, userId).filter(
          ({ submission_id }) => cursor === undefined || submission_id > cursor,
        );
        const submissions = rest.slice(0, limit);
        return { submissions, next: rest.length > limit ? submissions.at(-1)?.submission_id : undefined };
      }),
    sessionsOf: (userId) =>
      perform(context, 'personal.sessionsOf', (state) =>
        ownSessions(state, userId)
          .filter(({ deleted }) => !deleted)
          .map(toSession),
      ),
  };
}

function submissionsOf(state: MemoryState, userId: string): Submission[] {
  return (state.submissionsByUser.get(userId) ?? []).toSorted((a, b) =>
    compareText(a.submission_id, b.submission_id),
  );
}

function ownSessions(state: MemoryState, userId: string): SessionDocument[] {
  return [...state.documents.session.values()].filter(({ facts }) => facts.user_id === userId);
}

function erase(state: MemoryState, userId: string): ErasedData {
  const submissions = submissionsOf(state, userId);
  const completions = [...state.documents.completion.values()].filter(
    ({ completion }) => completion.user_id === userId,
  );
  const sessions = sessionsToErase(state, userId, [
    ...submissions,
    ...completions.map(({ completion }) => completion),
  ]);
  for (const submission of submissions) {
    unfileSubmission(state, submission);
    drop(state, state.documents.submission.get(submission.submission_id));
  }
  for (const completion of completions) drop(state, completion);
  for (const document of state.documents.session.values())
    document.formerUserIds = document.formerUserIds.filter((id) => id !== userId);
  const keys = [...state.keys].filter(([, { request }]) => request.user_id === userId);
  for (const [id] of keys) state.keys.delete(id);
  return {
    submissions: submissions.length,
    responses: submissions.reduce((sum, { responses }) => sum + responses.length, 0),
    completions: completions.length,
    profiles: eraseProfile(state, userId),
    sessions,
    kept_answers: keys.length,
  };
}

function drop(state: MemoryState, document: StoredDocument | undefined): void {
  if (document === undefined) return;
  state.pending.delete(document);
  state.documents[document.kind].delete(document.id);
}

function eraseProfile(state: MemoryState, userId: string): number {
  const { learner } = state.documents;
  const known = learner.get(userId);
  const document = known ?? {
    ...{ kind: 'learner' as const, id: userId, facts: {}, version: 0, since: undefined },
    erasure: 'rows_to_go' as const,
  };
  const profiles = known === undefined || known.erasure === 'rows_to_go' ? 0 : 1;
  document.facts = {};
  document.erasure = 'rows_to_go';
  learner.set(userId, document);
  makePending(state, document);
  return profiles;
}

/** Marks sessions whose rows may change: those that are the learner's as deleted. Answers how many of these had facts. */
function sessionsToErase(
  state: MemoryState,
  userId: string,
  naming: readonly { readonly session_id?: string | undefined }[],
): number {
  const named = naming.flatMap(({ session_id }) => session_id ?? []);
  const ids = new Set([...named, ...ownSessions(state, userId).map(({ id }) => id)]);
  let erased = 0;
  for (const id of ids) {
    const known = state.documents.session.get(id);
    const document = known ?? addSession(state, id, new Date(state.now()).toISOString());
    if (isTheirs(state, document, userId)) {
      if (known !== undefined && !document.deleted) erased += 1;
      document.facts = {};
      document.formerUserIds = [];
      document.deleted = true;
    }
    makePending(state, document);
  }
  return erased;
}

function isTheirs(state: MemoryState, { id, facts }: SessionDocument, userId: string): boolean {
  if (facts.user_id !== undefined) return facts.user_id === userId;
  const named = state.submissionsBySession.get(id) ?? [];
  const completed = [...state.documents.completion.values()]
    .map(({ completion }) => completion)
    .filter(({ session_id }) => session_id === id);
  // One that has no document has a row of submissions alone, whosever they are.
  return [...named, ...completed].every(({ user_id }) => user_id === userId) || !hasFacts(state, id);
}

function hasFacts(state: MemoryState, id: string): boolean {
  const document = state.documents.session.get(id);
  return document !== undefined && document.version > 0 && !document.deleted;
}
