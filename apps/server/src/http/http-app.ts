import type { Log, QuizSync } from '@quiz-sync/core';
import { nameRequest, needsScope, quizSyncRouter, requestIdOf, sendProblem } from '@quiz-sync/express';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { StillLetIn } from '../access/still-let-in.js';
import type { TrustedProxies } from '../configuration/access-schemas.js';
import type { LocalSpreadsheet } from '../local-spreadsheet/local-spreadsheet.js';
import { noteRequest } from '../log/request-context.js';
import { metricsRoutes } from '../metrics/metrics-routes.js';
import type { ServiceMetrics } from '../metrics/service-metrics.js';
import { watchRequests } from '../metrics/watch-requests.js';
import { pageRoutes } from '../page/page-routes.js';
import { spreadsheetRoutes } from '../page/spreadsheet-routes.js';
import { eventsRoutes } from '../status-stream/events-routes.js';
import type { StatusWatch } from '../status-stream/status-watch.js';
import { traceRequests } from '../traces/trace-requests.js';
import { accessLog } from './access-log.js';
import { crossOrigin } from './cross-origin.js';
import { API_PATH } from './description.js';
import { descriptionRoutes } from './description-routes.js';
import { healthRoutes } from './health-routes.js';
import { onlyGet } from './only-get.js';
import { securityHeaders } from './security-headers.js';
import { SERVICE_OPERATIONS } from './service-operations.js';

export interface HttpAppParts {
  readonly quizSync: QuizSync;
  readonly log: Log;
  /** Guards everything but the probes and the page's own files. `undefined`: everybody may, on loopback only. */
  readonly authenticate: RequestHandler | undefined;
  /** Asked while an answer goes on for long. Default: who was let in stays so. */
  readonly stillLetIn?: StillLetIn;
  /** Run before everything but the probes. */
  readonly inFront?: readonly RequestHandler[];
  /** Whose pages may use the API from a browser, besides our own. Default: nobody's. */
  readonly allowedOrigins?: readonly string[];
  /** Who is believed about the address of a caller. Default: nobody. */
  readonly trustProxy?: TrustedProxies | undefined;
  /** The spreadsheet the page can show; `undefined` when it is Google's. */
  readonly localSpreadsheet: LocalSpreadsheet | undefined;
  /** What the status can be followed by; without it there are no events. */
  readonly statusWatch?: StatusWatch;
  /** What is counted, and told at `/metrics`; without it nothing is. */
  readonly metrics?: ServiceMetrics;
  /** True once the process is ending: answers then ask for their connection to be closed. */
  readonly isDraining: () => boolean;
}

/** All that the service answers over HTTP. */
export function httpApp({
  quizSync,
  log,
  authenticate,
  stillLetIn,
  inFront = [],
  allowedOrigins = [],
  trustProxy,
  localSpreadsheet,
  statusWatch,
  metrics,
  isDraining,
}: HttpAppParts): Express {
  const app = express().disable('x-powered-by').disable('etag');
  if (trustProxy !== undefined) app.set('trust proxy', trustProxy);
  const guard = authenticate === undefined ? [] : [authenticate];
  const logged = accessLog(log);
  app.use(
    watchRequests((answered) => {
      metrics?.events.requestAnswered(answered);
      logged(answered);
    }),
  );
  app.use(nameRequest, noteRequest, securityHeaders, untilDrained(isDraining));
  app.use(healthRoutes(quizSync, isDraining));
  app.use(traceRequests());
  if (allowedOrigins.length > 0) app.use(API_PATH, crossOrigin(allowedOrigins));
  if (inFront.length > 0) app.use(...inFront);
  app.use(descriptionRoutes(quizSync));
  if (metrics !== undefined) app.use(metricsRoutes(metrics, quizSync, guard));
  if (statusWatch !== undefined) {
    const guards = [...guard, needsScope('admin')];
    app.use(`${API_PATH}/sync`, eventsRoutes(statusWatch, guards, stillLetIn && { stillLetIn }));
  }
  app.use(API_PATH, quizSyncRouter(quizSync, authenticate === undefined ? { log } : { log, authenticate }));
  app.use('/local-spreadsheet', ...guard, spreadsheetRoutes(localSpreadsheet));
  app.use(pageRoutes());
  app.use(onlyGet(ONLY_GET));
  app.use((_request, response) => sendProblem(response, { type: 'path_unknown' }));
  app.use(unforeseen(log));
  return app;
}

/** Paths beside the API; each takes GET alone. */
const ONLY_GET = ['/', '/docs', ...Object.keys(SERVICE_OPERATIONS).map((name) => name.replace('GET ', ''))];

function untilDrained(isDraining: () => boolean): RequestHandler {
  return (_request, response, next) => {
    if (isDraining()) response.setHeader('Connection', 'close');
    next();
  };
}

/** A bug: told in full to the log, and to the caller only by the name of the request. */
function unforeseen(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    if (error instanceof URIError) {
      sendProblem(response, { type: 'malformed_url' });
      return;
    }
    log.error('Unforeseen error', {
      request_id: requestIdOf(response),
      method: request.method,
      path: request.path,
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    if (response.headersSent) response.destroy();
    else sendProblem(response, { type: 'internal_error' });
  };
}
