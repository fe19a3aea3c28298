import { type Log, observers } from '@quiz-sync/core';
import { errAsync, ResultAsync } from 'neverthrow';
import { type AccessNotSetUp, accessTo, type ServiceAccess } from './access/access-to.js';
import { type ApiKeysInvalid, keysFileOf } from './access/keys-file.js';
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
import { traceSync } from './traces/trace-sync.js';
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
export type StartError = ApplicationNotOpen | ApiKeysInvalid | AccessNotSetUp | NotListening;

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
  return keysFileOf(configuration).asyncAndThen((keysFile) =>
    openApplication(configuration, {
      ...(log && { log }),
      observer: observers([metrics.events, traceSync()]),
    }).andThen((application) =>
      accessTo(application, keysFile)
        .andThen((access) => serve(application, access, metrics, limits))
        .orElse((failure) =>
          ResultAsync.fromSafePromise(application.close()).andThen(() => errAsync(failure)),
        ),
    ),
  );
}

function serve(
  application: Application,
  access: ServiceAccess,
  metrics: ServiceMetrics,
  limits: ClientLimits,
): ResultAsync<RunningServer, NotListening> {
  const { quizSync, log, configuration, sheetsEmulatorUrl, spreadsheetId } = application;
  let draining = false;
  const statusWatch = createStatusWatch(quizSync, { log });
  const app = httpApp({
    quizSync,
    log,
    authenticate: access.authenticate,
    stillLetIn: access.stillLetIn,
    inFront: access.inFront,
    allowedOrigins: configuration.allowedOrigins,
    trustProxy: configuration.trustProxy,
    localSpreadsheet:
      sheetsEmulatorUrl === undefined ? undefined : emulatedSpreadsheet(sheetsEmulatorUrl, spreadsheetId),
    statusWatch,
    metrics,
    isDraining: () => draining,
  });
  return listen(app, configuration, limits)
    .map((server) => {
      announce(server, application);
      for (const warning of configuration.warnings) log.warn(warning);
      if (access.isOpen) log.info(OPEN_TO_ALL, { remedy: 'npx quiz-sync keys create' });
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

const OPEN_TO_ALL = 'There is no API key: whoever is on this machine may do everything';

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
