import { requestIdOf } from '@quiz-sync/express';
import type { RequestHandler, Response } from 'express';
import { routePattern } from '../http/route-pattern.js';
import type { AnsweredRequest } from './event-metrics.js';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** More routes than the service has: beyond it something is wrong, and must not fill Prometheus. */
const MOST_ROUTES = 100;

/** Tells of each request once it has been answered or given up. Goes in front of everything. */
export function watchRequests(tell: (request: AnsweredRequest) => void): RequestHandler {
  const routes = new Set<string>();
  return (request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      const route = knownRoute(routes, routePattern(request));
      const method = METHODS.has(request.method) ? request.method : 'other';
      const seconds = isStream(response) ? undefined : (performance.now() - began) / 1_000;
      const status = response.writableFinished ? response.statusCode : 'aborted';
      tell({ requestId: requestIdOf(response), route, method, seconds, status });
    });
    next();
  };
}

function knownRoute(routes: Set<string>, route: string): string {
  if (routes.has(route)) return route;
  if (routes.size >= MOST_ROUTES) return 'other';
  routes.add(route);
  return route;
}

function isStream(response: Response): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream');
}
