import type { Store } from '@quiz-sync/core';
import { okAsync } from 'neverthrow';

/** Answers as the store would, and writes nothing of what it is given: for a dry run, which has to foretell what is new. */
export function unwrittenStore(store: Store): Store {
  return {
    ...store,
    submissions: {
      ...store.submissions,
      insert: (submission) =>
        store.submissions
          .find(submission.submission_id)
          .map((existing) => (existing === undefined ? { type: 'inserted' } : { type: 'exists', existing })),
    },
    learners: {
      ...store.learners,
      upsert: (user_id, facts) =>
        store.learners.findMany([user_id]).map(([found]) => {
          const changed = found === undefined || !isAlready(found, facts);
          const version = (found?.version ?? 0) + (changed ? 1 : 0);
          return { learner: { user_id, ...found, ...facts, version }, changed };
        }),
      touch: () => okAsync(undefined),
    },
    courses: {
      ...store.courses,
      upsert: (course_id, facts) =>
        store.courses.findMany([course_id]).map(([found]) => {
          const changed = found === undefined || !isAlready(found, facts);
          const version = (found?.version ?? 0) + (changed ? 1 : 0);
          return { course: { course_id, ...found, ...facts, version }, changed };
        }),
      complete: (completion) =>
        store.courses.completionsOf([completion.user_id]).map((completions) => {
          const first = completions.find(({ course_id }) => course_id === completion.course_id);
          return { completion: first ?? completion, inserted: first === undefined };
        }),
    },
  };
}

function isAlready(found: object, facts: object): boolean {
  const known = new Map<string, unknown>(Object.entries(found));
  return Object.entries(facts).every(([name, value]) => known.get(name) === value);
}
