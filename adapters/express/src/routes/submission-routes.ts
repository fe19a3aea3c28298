import type { QuizSync, Submitted } from '@quiz-sync/core';
import { idempotencyKeyOf, replayedAs } from '../idempotency-key.js';
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
        idempotencyKeyOf(request)
          .asyncAndThen((key) => quizSync.submitQuiz(request.body, key))
          .map(receiptAnswer),
    },
    {
      method: 'POST',
      path: '/course/quiz/submit',
      body: 'json',
      scope: 'submit',
      ownLearner: 'body',
      run: (request) =>
        idempotencyKeyOf(request)
          .asyncAndThen((key) => quizSync.submitCourseQuiz(request.body, key))
          .map(receiptAnswer),
    },
  ];
}

/** 201 for what was stored now, 200 with the same body for a repeat; under a key, whichever it was the first time. */
function receiptAnswer(submitted: Submitted): Answer {
  const { receipt, repeat } = submitted;
  return replayedAs({ status: repeat ? 200 : 201, body: { success: true, data: receipt } }, submitted);
}
