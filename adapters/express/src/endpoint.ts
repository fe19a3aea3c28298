import type { Log } from '@quiz-sync/core';
import type { Request, RequestHandler } from 'express';
import type { ResultAsync } from 'neverthrow';
import type { RequestFailure } from './request-failure.js';
import { requestIdOf } from './request-id.js';
import { type Answer, sendAnswer, sendProblem } from './send.js';
import { toProblem } from './to-problem.js';

/** What a route does: asks the application and says what to answer. Knows nothing of the answer's wire form. */
export type Endpoint = (request: Request) => ResultAsync<Answer, RequestFailure>;

/** Runs an endpoint and sends what came of it. Failures of ours (5xx) are logged with the request's name. */
export function handle(endpoint: Endpoint, log: Log): RequestHandler {
  return async (request, response) => {
    const result = await endpoint(request);
    if (result.isOk()) {
      sendAnswer(response, result.value);
      return;
    }
    logOurs(result.error, requestIdOf(response), request, log);
    sendProblem(response, result.error);
  };
}

function logOurs(failure: RequestFailure, requestId: string, request: Request, log: Log): void {
  if (toProblem(failure).status < 500) return;
  log.error(`Request failed: ${failure.type}`, {
    request_id: requestId,
    method: request.method,
    // Without the query: people put keys into it that belong into a header.
    path: request.originalUrl.split('?', 1)[0],
    reason: reasonOf(failure),
  });
}

function reasonOf(failure: RequestFailure): string | undefined {
  if (failure.type === 'sync_failed') return failure.problem.message;
  return 'message' in failure ? failure.message : undefined;
}
