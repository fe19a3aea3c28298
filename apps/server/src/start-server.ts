import type { Log } from '@quiz-sync/core';
import type { RequestHandler } from 'express';
import { errAsync, ok, type Result, ResultAsync } from 'neverthrow';
import { type ApiKeysInvalid, loadApiKeys } from './access/api-keys.js';
import { authenticate } from './access/authenticate.js';
import type { Application, ApplicationNotOpen } from './application.js';
import { openApplication } from './composition-root.js';
import type { Configuration } from './configuration/configuration.js';
import { storeText } from './configuration/explain-configuration.js';
import { httpApp } from './http/http-app.js';
import {
  CLIENT_LIMITS,
  type ClientLimits,
  type HttpServer,
  listen,
  type NotListening,
} from './http/http-server.js';
import { emulatedSpreadsheet } from './local-spreadsheet/emulated-spreadsheet.js';
import { createServiceMetrics, type ServiceMetrics } from './metrics/service-metrics.js';
import { once } from './once.js';
import { createStatusWatch } from './status-stream/status-watch.js';
import { version } from './version.js';

/** Milliseconds that answers under way are waited for when the service ends. */
const DRAIN_WITHIN_MS = 8_000;

export interface RunningServer {
  /** `http://127.0.0.1:3000`, with the port that was really taken. */
  readonly url: string;
  readonly application: Application;
  /** Takes no more connections, finishes answers, lets a sync end its batch, closes the store. Idempotent. */
  close(): Promise<void>;
}

/** Each has a `message` of one line: what, why, and what to do. */
export type StartError = ApplicationNotOpen | ApiKeysInvalid | NotListening;

export interface StartOptions {
  /** Default: standard output, at the configured level. */
  readonly log?: Log;
  readonly limits?: ClientLimits;
}

/** Starts the service: opens what the configuration names and listens. */
export function startServer(
  configuration: Configuration,
  { log, limits = CLIENT_LIMITS }: StartOptions = {},
): ResultAsync<RunningServer, StartError> {
  const metrics = createServiceMetrics({ version: version() });
  return guardFor(configuration).asyncAndThen((guard) =>
    openApplication(configuration, { ...(log && { log }), observer: metrics.events }).andThen((application) =>
      serve(application, guard, metrics, limits).orElse((failure) =>
        ResultAsync.fromSafePromise(application.close()).andThen(() => errAsync(failure)),
      ),
    ),
  );
}

function guardFor({ apiKeysFile }: Configuration): Result<RequestHandler | undefined, ApiKeysInvalid> {
  return apiKeysFile === undefined ? ok(undefined) : loadApiKeys(apiKeysFile).map(authenticate);
}

function serve(
  application: Application,
  guard: RequestHandler | undefined,
  metrics: ServiceMetrics,
  limits: ClientLimits,
): ResultAsync<RunningServer, NotListening> {
  const { quizSync, log, configuration, sheetsEmulatorUrl, spreadsheetId } = application;
  let draining = false;
  const statusWatch = createStatusWatch(quizSync, { log });
  const app = httpApp({
    quizSync,
    log,
    authenticate: guard,
    localSpreadsheet:
      sheetsEmulatorUrl === undefined ? undefined : emulatedSpreadsheet(sheetsEmulatorUrl, spreadsheetId),
    statusWatch,
    metrics,
    isDraining: () => draining,
  });
  return listen(app, configuration, limits)
    .map((server) => {
      announce(server, application);
      const close = once(async () => {
        draining = true;
        log.info('Shutting down: finishing answers and the batch in progress');
        statusWatch.stop();
        await server.drain(DRAIN_WITHIN_MS);
        await application.close();
      });
      return { url: server.url, application, close };
    })
    .orTee(() => statusWatch.stop());
}

function announce(
  { url }: HttpServer,
  { configuration, log, spreadsheetId, sheetsEmulatorUrl }: Application,
): void {
  log.info(`Quiz Sync listens on ${url}`, {
    store: storeText(configuration),
    spreadsheet: spreadsheetId,
    ...(sheetsEmulatorUrl === undefined ? {} : { emulator: sheetsEmulatorUrl }),
  });
}
