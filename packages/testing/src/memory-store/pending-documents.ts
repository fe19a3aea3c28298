import type { ChangeRef } from '@quiz-sync/core';
import type { MemoryState, StoredDocument } from './memory-state.js';

/** Raises a document's version and makes it pending; one that waits already keeps its place in the queue. */
export function makePending(state: MemoryState, document: StoredDocument): void {
  document.version += 1;
  if (document.since !== undefined) return;
  document.since = new Date(state.now()).toISOString();
  state.pending.add(document);
}

/** Takes a document off the list if it is still at the version named; a cleaned-up session and an erased learner go with it. */
export function acknowledge(state: MemoryState, ref: ChangeRef): void {
  const document = findDocument(state, ref);
  if (document === undefined || document.version !== ref.version) return;
  document.since = undefined;
  state.pending.delete(document);
  if (document.kind === 'session' && document.deleted) state.documents.session.delete(document.id);
  if (document.kind !== 'learner') return;
  if (document.erasure === 'rows_to_go') state.documents.learner.delete(document.id);
  document.erasure = 'none';
}

export function findDocument(
  state: MemoryState,
  ref: Pick<ChangeRef, 'kind' | 'id'>,
): StoredDocument | undefined {
  return state.documents[ref.kind].get(ref.id);
}
