import type { Log } from '@quiz-sync/core';
import type { AnsweredRequest } from '../metrics/event-metrics.js';

/** A line for each request, at `debug`: quiet unless somebody looks into something. The route, not the path: that may name a learner. */
export function accessLog(log: Log): (request: AnsweredRequest) => void {
  return ({ requestId, method, route, status, seconds }) =>
    log.debug('Request answered', {
      request_id: requestId,
      method,
      route,
      status,
      duration_ms: seconds === undefined ? undefined : Math.round(seconds * 1_000_000) / 1_000,
    });
}
