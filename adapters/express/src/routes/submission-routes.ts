import type { QuizSync, Submitted } from '@quiz-sync/core';
import { withIdempotencyKey } from '../idempotency-key.js';
import type { Route } from '../route.js';
import type { Answer } from '../send.js';

/** Results of quizzes coming in. Each is durable when the answer is sent; none waits for the spreadsheet. */
export function submissionRoutes(quizSync: QuizSync): Route[] {
  return [
    {
      method: 'POST',
      path: '/quiz/submit',
      body: 'json',
      scope: 'submit',
      ownLearner: 'body',
      run: (request) =>
        withIdempotencyKey(request)
          .asyncAndThen((input) => quizSync.submitQuiz(input))
          .map(receiptAnswer),
    },
    {
      method: 'POST',
      path: '/course/quiz/submit',
      body: 'json',
      scope: 'submit',
      ownLearner: 'body',
      run: (request) =>
        withIdempotencyKey(request)
          .asyncAndThen((input) => quizSync.submitCourseQuiz(input))
          .map(receiptAnswer),
    },
  ];
}

/** 201 for what was stored now, 200 with the same body for a repeat. */
function receiptAnswer({ receipt, repeat }: Submitted): Answer {
  return { status: repeat ? 200 : 201, body: { success: true, data: receipt } };
}
