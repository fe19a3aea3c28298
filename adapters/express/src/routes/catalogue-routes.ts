import type { QuizSync } from '@quiz-sync/core';
import { pathParameter, type Route } from '../route.js';
import type { Answer } from '../send.js';

/** What a platform knows besides results: who learners are, what courses are called, how sessions went. */
export function catalogueRoutes(quizSync: QuizSync): Route[] {
  return [
    {
      method: 'PUT',
      path: '/learners/:user_id',
      body: 'json',
      scope: 'submit',
      run: (request) => quizSync.upsertLearner(pathParameter(request, 'user_id'), request.body).map(stored),
    },
    {
      method: 'PUT',
      path: '/courses/:course_id',
      body: 'json',
      scope: 'submit',
      run: (request) => quizSync.upsertCourse(pathParameter(request, 'course_id'), request.body).map(stored),
    },
    {
      method: 'PUT',
      path: '/sessions/:session_id',
      body: 'json',
      scope: 'submit',
      run: (request) =>
        quizSync.upsertSession(pathParameter(request, 'session_id'), request.body).map(stored),
    },
  ];
}

/** Facts are merged, so the answer says what is known now. */
function stored(document: object): Answer {
  return { status: 200, body: { success: true, data: document } };
}
