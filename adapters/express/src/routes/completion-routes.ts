import type { QuizSync } from '@quiz-sync/core';
import type { Route } from '../route.js';

/** A learner finishing a course. There is at most one completion per learner and course, so a repeat needs no key. */
export function completionRoutes(quizSync: QuizSync): Route[] {
  return [
    {
      method: 'POST',
      path: '/course/complete',
      body: 'json',
      scope: 'submit',
      ownLearner: 'body',
      run: (request) =>
        quizSync.completeCourse(request.body).map(({ completion, repeat, sync }) => ({
          status: repeat ? 200 : 201,
          body: { success: true, data: { ...completion, sync } },
        })),
    },
  ];
}
