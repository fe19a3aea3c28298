import { type Log, type QuizSync, silentLog } from '@quiz-sync/core';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { identifyCaller } from './access/caller.js';
import { needsScope } from './access/needs-scope.js';
import { onlyOwn } from './access/own-learner.js';
import { handle } from './endpoint.js';
import { jsonBody } from './json-body.js';
import { nameRequest } from './request-id.js';
import type { Route } from './route.js';
import { catalogueRoutes } from './routes/catalogue-routes.js';
import { completionRoutes } from './routes/completion-routes.js';
import { personalDataRoutes } from './routes/personal-data-routes.js';
import { responseRoutes } from './routes/response-routes.js';
import { statisticsRoutes } from './routes/statistics-routes.js';
import { submissionRoutes } from './routes/submission-routes.js';
import { syncRoutes } from './routes/sync-routes.js';
import { verifyRoutes } from './routes/verify-routes.js';
import { sendProblem } from './send.js';

export interface QuizSyncRouterOptions {
  /**
   * Runs before every route of ours, and before a body is read; calls `next()` for who may go on and answers everybody
   * else itself. Who goes on may do everything, unless {@link identifyCaller} says who it is. Default: everybody may,
   * which is right only where nobody else can reach the port.
   */
  readonly authenticate?: RequestHandler;
  /** Where failures of ours (5xx) are told, with their `request_id`. Default: nowhere. */
  readonly log?: Log;
}

/**
 * The HTTP API, to be mounted at `/api`. Depends on no middleware of the embedding app. Paths it does not know go on
 * to the app's own routes (untouched, and without `authenticate`); its own paths are answered here, errors as
 * `application/problem+json`. Only what nobody foresaw (a bug) is handed to the app's error handler.
 */
export function quizSyncRouter(quizSync: QuizSync, options: QuizSyncRouterOptions = {}): Router {
  const { authenticate, log = silentLog } = options;
  const router = express.Router({ caseSensitive: true });
  const routes = quizSyncRoutes(quizSync);
  for (const route of routes) {
    const steps = [
      nameRequest,
      onlyMethods(
        route,
        routes.filter(({ path }) => path === route.path),
      ),
      ...(authenticate === undefined ? [] : [authenticate]),
      needsScope(route.scope, { ownLearner: route.ownLearner !== undefined }),
      ...(route.body === 'json' ? [jsonBody] : []),
      ...(route.ownLearner === undefined ? [] : [onlyOwn(route.ownLearner)]),
      handle(route.run, log),
    ];
    router.all(route.path, ...steps);
  }
  router.use(malformedUrl);
  return router;
}

/** All routes, in the order they are tried. */
export function quizSyncRoutes(quizSync: QuizSync): Route[] {
  return [
    ...submissionRoutes(quizSync),
    ...completionRoutes(quizSync),
    ...syncRoutes(quizSync),
    ...verifyRoutes(quizSync),
    ...responseRoutes(quizSync),
    ...catalogueRoutes(quizSync),
    ...statisticsRoutes(quizSync),
    ...personalDataRoutes(quizSync),
  ];
}

/** Other methods are another route's of the same path, or told what the path takes; `OPTIONS` asks for just that. */
function onlyMethods(route: Route, ofPath: readonly Route[]): RequestHandler {
  const own = methodsOf(route);
  const all = ofPath.flatMap(methodsOf);
  const allow = [...all, 'OPTIONS'].join(', ');
  return (request: Request, response: Response, next) => {
    if (own.includes(request.method)) {
      next();
      return;
    }
    if (all.includes(request.method)) {
      next('route');
      return;
    }
    if (request.method !== 'OPTIONS') {
      sendProblem(response, { type: 'method_not_allowed', allow });
      return;
    }
    response.writeHead(204, { Allow: allow }).end();
  };
}

function methodsOf({ method }: Route): string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

/** A path of ours whose `%xx` cannot be decoded; every other error goes on to the app. */
const malformedUrl: ErrorRequestHandler = (error, request, response, next) => {
  if (!(error instanceof URIError)) {
    next(error);
    return;
  }
  nameRequest(request, response, () => sendProblem(response, { type: 'malformed_url' }));
};
