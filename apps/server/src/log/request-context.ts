import { AsyncLocalStorage } from 'node:async_hooks';
import type { Scheduler } from '@quiz-sync/core';
import { requestIdOf } from '@quiz-sync/express';
import type { RequestHandler } from 'express';

const requestIds = new AsyncLocalStorage<string>();

/** The request that what is done at the moment comes of; `undefined`: of none. */
export function currentRequestId(): string | undefined {
  return requestIds.getStore();
}

/** Goes behind what names the request: whatever is logged from then on, however much later, is told to be its. */
export const noteRequest: RequestHandler = (_request, response, next) => {
  requestIds.run(requestIdOf(response), next);
};

/** A run serves many requests, and belongs to none: least of all to the one that happened to set its timer. */
export function outsideRequests(scheduler: Scheduler): Scheduler {
  return {
    ...scheduler,
    start: (task) => scheduler.start((context) => requestIds.exit(() => task(context))),
  };
}
