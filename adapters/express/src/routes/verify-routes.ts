import type { QuizSync } from '@quiz-sync/core';
import type { Request } from 'express';
import { present } from '../present.js';
import { booleanWanted } from '../query.js';
import type { Route } from '../route.js';

/** Whether the spreadsheet says what the store says, and what the next sync would write. Both wait for Google. */
export function verifyRoutes(quizSync: QuizSync): Route[] {
  return [
    {
      method: 'POST',
      path: '/sync/verify',
      body: 'none',
      scope: 'admin',
      run: (request) =>
        booleanWanted(request, 'repair').asyncAndThen((repair) =>
          quizSync
            .verify({ repair, signal: untilGone(request) })
            .map((report) => ({ status: 200, body: present(report) })),
        ),
    },
    {
      method: 'GET',
      path: '/sync/plan',
      body: 'none',
      scope: 'admin',
      run: () => quizSync.plan().map((plan) => ({ status: 200, body: present(plan) })),
    },
  ];
}

/** Aborted when the client goes away: a verification can take minutes, in which nothing is synced. */
function untilGone(request: Request): AbortSignal {
  const gone = new AbortController();
  request.res?.once('close', () => gone.abort());
  return gone.signal;
}
