import type { CourseCompleted, QuizSync } from '@quiz-sync/core';
import { idempotencyKeyOf, replayedAs } from '../idempotency-key.js';
import type { Route } from '../route.js';
import type { Answer } from '../send.js';

/** A learner finishing a course. There is at most one completion per learner and course, so a repeat is safe without a key, too. */
export function completionRoutes(quizSync: QuizSync): Route[] {
  return [
    {
      method: 'POST',
      path: '/course/complete',
      body: 'json',
      scope: 'submit',
      ownLearner: 'body',
      run: (request) =>
        idempotencyKeyOf(request)
          .asyncAndThen((key) => quizSync.completeCourse(request.body, key))
          .map(completionAnswer),
    },
  ];
}

function completionAnswer(completed: CourseCompleted): Answer {
  const { completion, repeat, sync } = completed;
  const { user_id, course_id, session_id, completed_at } = completion;
  const body = { success: true, data: { user_id, course_id, session_id, completed_at, sync } };
  return replayedAs({ status: repeat ? 200 : 201, body }, completed);
}
