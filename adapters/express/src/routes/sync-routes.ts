import { KEPT_RUNS, type QuizSync, type SyncRun } from '@quiz-sync/core';
import type { Request } from 'express';
import { err, errAsync, ok, okAsync, type Result } from 'neverthrow';
import { present } from '../present.js';
import type { TransportFailure } from '../request-failure.js';
import { pathParameter, queryOf, type Route } from '../route.js';
import type { Answer } from '../send.js';

const DEFAULT_LIMIT = 20;

/** How the spreadsheet is doing, and asking for a run. */
export function syncRoutes(quizSync: QuizSync): Route[] {
  return [
    {
      method: 'GET',
      path: '/sync/status',
      body: 'none',
      run: () => quizSync.syncStatus().map((status) => ({ status: 200, body: present(status) })),
    },
    {
      method: 'POST',
      path: '/sync/force',
      body: 'none',
      run: (request) =>
        waitWanted(request).asyncAndThen((wait) =>
          quizSync.forceSync({ wait }).map((run) => forceAnswer(request, run, wait)),
        ),
    },
    {
      method: 'GET',
      path: '/sync/runs',
      body: 'none',
      run: (request) =>
        limitWanted(request)
          .asyncAndThen((limit) => quizSync.syncRuns(limit))
          .map((runs) => ({ status: 200, body: { runs } })),
    },
    {
      method: 'GET',
      path: '/sync/runs/:id',
      body: 'none',
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

function waitWanted(request: Request): Result<boolean, TransportFailure> {
  const text = queryOf(request).get('wait') ?? 'false';
  if (text === 'true' || text === 'false') return ok(text === 'true');
  return invalidQuery('/wait', 'must be true or false');
}

function limitWanted(request: Request): Result<number, TransportFailure> {
  const text = queryOf(request).get('limit') ?? String(DEFAULT_LIMIT);
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= KEPT_RUNS) return ok(limit);
  return invalidQuery('/limit', `must be a whole number from 1 to ${KEPT_RUNS}`);
}

function invalidQuery(pointer: string, message: string): Result<never, TransportFailure> {
  return err({ type: 'invalid_query', issues: [{ pointer, message }] });
}
