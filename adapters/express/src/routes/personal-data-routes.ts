import type { LearnerExport, QuizSync } from '@quiz-sync/core';
import { present } from '../present.js';
import { pathParameter, type Route } from '../route.js';

/** What is kept of one person: all of it to take away, and all of it to be removed. */
export function personalDataRoutes(quizSync: QuizSync): Route[] {
  return [
    {
      method: 'DELETE',
      path: '/learners/:user_id',
      body: 'none',
      scope: 'admin',
      run: (request) =>
        quizSync
          .eraseLearner(pathParameter(request, 'user_id'))
          .map((erased) => ({ status: 200, body: { success: true, data: erased } })),
    },
    {
      method: 'GET',
      path: '/learners/:user_id/export',
      body: 'none',
      scope: 'admin',
      run: (request) =>
        quizSync.exportLearner(pathParameter(request, 'user_id')).map((learner) => ({
          status: 200,
          stream: piecesOf(learner),
          headers: { 'Content-Disposition': 'attachment; filename="learner.json"' },
        })),
    },
  ];
}

/** One JSON document, a submission at a time. A store that fails on the way breaks it off: it must not look whole. */
async function* piecesOf({ submissions, ...known }: LearnerExport): AsyncGenerator<string> {
  yield `${JSON.stringify(present(known)).slice(0, -1)},"submissions":[`;
  let separator = '';
  for await (const page of submissions) {
    if (page.isErr()) throw new Error(page.error.message);
    for (const submission of page.value) {
      yield separator + JSON.stringify(submission);
      separator = ',';
    }
  }
  yield ']}';
}
