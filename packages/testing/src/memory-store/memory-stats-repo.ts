import { type StatsRepo, tallyLearner, tallySession } from '@quiz-sync/core';
import { type MemoryContext, perform } from './memory-context.js';

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
  };
}
