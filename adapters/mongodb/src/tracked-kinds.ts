import type { ChangeKind } from '@quiz-sync/core';
import type { Collection } from 'mongodb';
import type { Collections } from './collections.js';
import type { Tracked } from './documents.js';

/** The order in which everything is made pending again. */
export const KINDS: readonly ChangeKind[] = ['submission', 'completion', 'learner', 'course', 'session'];

/** The collection of a kind, as far as waiting goes. A change's id is the document's `_id`. */
export function trackedOf(collections: Collections, kind: ChangeKind): Collection<Tracked> {
  const byKind = {
    submission: collections.submissions,
    completion: collections.completions,
    learner: collections.learners,
    course: collections.courses,
    session: collections.sessions,
  };
  return byKind[kind] as unknown as Collection<Tracked>;
}
