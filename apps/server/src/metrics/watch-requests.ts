import { requestIdOf } from '@quiz-sync/express';
import type { Request, RequestHandler, Response } from 'express';
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
      const route = knownRoute(routes, routeOf(request));
      const method = METHODS.has(request.method) ? request.method : 'other';
      const seconds = isStream(response) ? undefined : (performance.now() - began) / 1_000;
      const status = response.writableFinished ? response.statusCode : 'aborted';
      tell({ requestId: requestIdOf(response), route, method, seconds, status });
    });
    next();
  };
}

/**
 * The pattern that the request met, never its path; `other`: files of the page, and what there is not. What a router is
 * mounted at is told by the path, in which it may be written in capitals: Express forgets it once a handler has failed.
 */
function routeOf({ route, originalUrl }: Request): string {
  const pattern: unknown = route?.path;
  if (typeof pattern !== 'string') return 'other';
  const own = partsOf(pattern);
  const given = partsOf(originalUrl.split('?', 1)[0] ?? '');
  const mountedAt = given.slice(0, given.length - own.length).map((part) => part.toLowerCase());
  return `/${[...mountedAt, ...own].join('/')}`;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
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
