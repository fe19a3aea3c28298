import type { QuizSync } from '@quiz-sync/core';
import { present } from '../present.js';
import { pathParameter, type Route } from '../route.js';

/** What the spreadsheet shows of a learner, computed now. */
export function statisticsRoutes(quizSync: QuizSync): Route[] {
  return [
    {
      method: 'GET',
      path: '/learners/:user_id/statistics',
      body: 'none',
      scope: 'read',
      ownLearner: 'path',
      run: (request) =>
        quizSync
          .learnerStatistics(pathParameter(request, 'user_id'))
          .map((statistics) => ({ status: 200, body: present(statistics) })),
    },
  ];
}
