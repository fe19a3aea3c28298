import {
  compareText,
  type RowSubject,
  type StatsRepo,
  type SubjectCursor,
  tallyLearner,
  tallySession,
} from '@quiz-sync/core';
import { type MemoryContext, perform } from './memory-context.js';
import type { MemoryState } from './memory-state.js';

/** The order in which subjects are walked. */
const KINDS: readonly RowSubject['kind'][] = ['submission', 'learner', 'session'];

export function memoryStatsRepo(context: MemoryContext): StatsRepo {
  return {
    learners: (userIds) =>
      perform(context, 'stats.learners', (state) =>
        [...new Set(userIds)].flatMap((userId) => {
          const submissions = state.submissionsByUser.get(userId);
          return submissions === undefined ? [] : [tallyLearner(userId, submissions)];
        }),
      ),
    sessions: (sessionIds) =>
      perform(context, 'stats.sessions', (state) =>
        [...new Set(sessionIds)].flatMap((sessionId) => {
          const submissions = state.submissionsBySession.get(sessionId);
          return submissions === undefined ? [] : [tallySession(sessionId, submissions)];
        }),
      ),
    subjects: (cursor, limit) =>
      perform(context, 'stats.subjects', (state) => {
        const rest = subjectsAfter(state, cursor);
        const last = rest[limit - 1];
        return {
          subjects: rest.slice(0, limit),
          next:
            last === undefined || rest.length === limit ? undefined : JSON.stringify([last.kind, last.id]),
        };
      }),
  };
}

function subjectsAfter(state: MemoryState, cursor: SubjectCursor | undefined): RowSubject[] {
  const all = KINDS.flatMap((kind) => [...idsOf(state, kind)].sort(compareText).map((id) => ({ kind, id })));
  if (cursor === undefined) return all;
  const [kind, id]: [RowSubject['kind'], string] = JSON.parse(cursor);
  return all.filter(
    (each) => (KINDS.indexOf(each.kind) - KINDS.indexOf(kind) || compareText(each.id, id)) > 0,
  );
}

function idsOf(state: MemoryState, kind: RowSubject['kind']): Set<string> {
  const { submission, learner, completion, session } = state.documents;
  const sessions = [...session.values()].filter((document) => !document.deleted);
  switch (kind) {
    case 'submission':
      return new Set(submission.keys());
    case 'learner':
      return new Set([
        ...[...learner.values()].filter(({ erasure }) => erasure !== 'rows_to_go').map(({ id }) => id),
        ...state.submissionsByUser.keys(),
        ...[...completion.values()].map((document) => document.completion.user_id),
        ...sessions.flatMap(({ facts }) =>
          (facts.messages_per_session ?? 0) > 0 ? (facts.user_id ?? []) : [],
        ),
      ]);
    case 'session':
      return new Set([...sessions.map(({ id }) => id), ...state.submissionsBySession.keys()]);
    default:
      return kind satisfies never;
  }
}
