import 'reflect-metadata';
import { type ApiKey, type QuizSync, type StoreError, silentLog } from '@quiz-sync/core';
import {
  type Application,
  type ApplicationNotOpen,
  type Configuration,
  type OpenedSheets,
  openApplication,
  openSheets,
  type ProcessLog,
  processLog,
  type RunningServer,
  type StartError,
  startServer,
} from '@quiz-sync/server';
import { Container, type ServiceIdentifier } from 'inversify';
import { type Result, ResultAsync } from 'neverthrow';
import type { CompositionRequest } from './needs.js';

const token = <T>(name: string): ServiceIdentifier<T> => Symbol(name);

const CONFIGURATION = token<Configuration>('Configuration');
const LOG = token<ProcessLog>('ProcessLog');
const APPLICATION = token<Result<Application, ApplicationNotOpen>>('Application');
const SERVER = token<Result<RunningServer, StartError>>('RunningServer');

/** What needs the server's own composition: store and spreadsheet together, or the service. */
export interface ServerParts {
  quizSync(): ResultAsync<QuizSync, ApplicationNotOpen>;
  apiKeys(): ResultAsync<readonly ApiKey[], ApplicationNotOpen | StoreError>;
  service(): ResultAsync<RunningServer, StartError>;
  sheets(): ResultAsync<OpenedSheets | undefined, ApplicationNotOpen>;
  /** Lets a batch that is being written end, then closes everything that was opened. */
  close(): Promise<void>;
}

/**
 * What the application is made of is decided by the server's composition alone; here it is only opened, once and on
 * demand, and closed. The container stays in here.
 */
export function serverParts(configuration: Configuration, request: CompositionRequest): ServerParts {
  const container = containerOf(configuration, request);
  return {
    quizSync: () => opened(container, APPLICATION).map((application) => application.quizSync),
    apiKeys: () => opened(container, APPLICATION).andThen(({ apiKeys }) => apiKeys.list()),
    service: () => opened(container, SERVER),
    sheets: () => openSheets(configuration),
    async close() {
      const { flush } = container.get(LOG);
      await container.unbindAllAsync();
      await flush();
    },
  };
}

function containerOf(configuration: Configuration, request: CompositionRequest): Container {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(CONFIGURATION).toConstantValue(configuration);
  container.bind(LOG).toResolvedValue((settings) => logFor(request, settings), [CONFIGURATION]);
  container
    .bind(APPLICATION)
    .toResolvedValue(
      async (settings, { log }) =>
        openApplication(settings, { log, role: 'command', storeMustExist: !request.makingStore }),
      [CONFIGURATION, LOG],
    )
    .onDeactivation(closeOpened);
  container
    .bind(SERVER)
    .toResolvedValue(async (settings, { log }) => startServer(settings, { log }), [CONFIGURATION, LOG])
    .onDeactivation(closeOpened);
  return container;
}

/** Opens it when it is not open yet. */
function opened<T, E>(container: Container, identifier: ServiceIdentifier<Result<T, E>>): ResultAsync<T, E> {
  return new ResultAsync(container.getAsync(identifier));
}

async function closeOpened(opened: Result<{ close(): Promise<void> }, unknown>): Promise<void> {
  if (opened.isOk()) await opened.value.close();
}

/** stdout is for data: a service logs to stderr, and another command tells its result instead, unless it is asked to. */
function logFor({ serving, verbose }: CompositionRequest, { logLevel }: Configuration): ProcessLog {
  if (verbose) return processLog('debug', 2);
  return serving ? processLog(logLevel, 2) : { log: silentLog, async flush() {} };
}
