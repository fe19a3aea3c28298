import { KEPT_RUNS, type QuizSync, type SyncRun } from '@quiz-sync/core';
import type { Request } from 'express';
import { errAsync, okAsync } from 'neverthrow';
import { present } from '../present.js';
import { booleanWanted, countWanted } from '../query.js';
import { pathParameter, type Route } from '../route.js';
import type { Answer } from '../send.js';

const DEFAULT_LIMIT = 20;

/** How the spreadsheet is doing, and asking for a run. */
export function syncRoutes(quizSync: QuizSync): Route[] {
  return [
    {
      method: 'GET',
      path: '/sync/status',
      body: 'none',
      scope: 'read',
      run: () => quizSync.syncStatus().map((status) => ({ status: 200, body: present(status) })),
    },
    {
      method: 'GET',
      path: '/sync/cut-cells',
      body: 'none',
      scope: 'admin',
      run: () => quizSync.cutCells().map((cells) => ({ status: 200, body: cells })),
    },
    {
      method: 'POST',
      path: '/sync/force',
      body: 'none',
      scope: 'admin',
      run: (request) =>
        booleanWanted(request, 'wait').asyncAndThen((wait) =>
          quizSync.forceSync({ wait }).map((run) => forceAnswer(request, run, wait)),
        ),
    },
    {
      method: 'GET',
      path: '/sync/runs',
      body: 'none',
      scope: 'admin',
      run: (request) =>
        countWanted(request, 'limit', { absent: DEFAULT_LIMIT, most: KEPT_RUNS })
          .asyncAndThen((limit) => quizSync.syncRuns(limit))
          .map((runs) => ({ status: 200, body: { runs } })),
    },
    {
      method: 'GET',
      path: '/sync/runs/:id',
      body: 'none',
      scope: 'admin',
      run: (request) => {
        const runId = pathParameter(request, 'id');
        return quizSync
          .syncRun(runId)
          .andThen((run) =>
            run === undefined
              ? errAsync({ type: 'run_unknown' as const, run_id: runId })
              : okAsync({ status: 200, body: run }),
          );
      },
    },
  ];
}

/** 202 while the run may still be going, with where to look; 200 once it has ended. */
function forceAnswer(request: Request, run: SyncRun, waited: boolean): Answer {
  if (waited) return { status: 200, body: run };
  const location = `${request.baseUrl}/sync/runs/${encodeURIComponent(run.run_id)}`;
  return { status: 202, body: run, headers: { Location: location } };
}
