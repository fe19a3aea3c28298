import 'reflect-metadata';
import { silentLog } from '@quiz-sync/core';
import {
  type Application,
  type ApplicationNotOpen,
  type Configuration,
  type ExplainedSetting,
  explainConfiguration,
  loadConfiguration,
  openApplication,
  openSheets,
  type ProcessLog,
  processLog,
  type RunningServer,
  type StartError,
  startServer,
} from '@quiz-sync/server';
import { Container, type ServiceIdentifier } from 'inversify';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Examined } from './checks/examined.js';
import type { Compose, Composition, CompositionRequest } from './needs.js';
import { readConfigFile } from './read-config-file.js';
import { refusedComposition } from './refused-composition.js';
import { storeCopier } from './store-copier.js';
import { type UsableParts, usableParts } from './usable-parts.js';
import { inWordsTyped } from './words-typed.js';

const token = <T>(name: string): ServiceIdentifier<T> => Symbol(name);

const CONFIGURATION = token<Configuration>('Configuration');
const LOG = token<ProcessLog>('ProcessLog');
const APPLICATION = token<Result<Application, ApplicationNotOpen>>('Application');
const SERVER = token<Result<RunningServer, StartError>>('RunningServer');

/**
 * Reads the configuration and prepares what commands ask for. What the application is made of is decided by the
 * server's composition alone; here it is only opened, once and on demand, and closed. The container stays in here.
 */
export const compose: Compose = async (request) => {
  const { flags, env, configFile, examining } = request;
  const sources = readConfigFile(configFile).map((file) => ({ flags, env, file }));
  const loaded = sources.andThen(loadConfiguration).mapErr(({ type, problems }) => ({
    type,
    problems: problems.map((each) => inWordsTyped(each, request)),
  }));
  if (loaded.isOk()) return ok(compositionOf(loaded.value, request, ok(explained(loaded.value, request))));
  if (!examining) return err(loaded.error);
  const { configuration, store } = sources.map(usableParts).unwrapOr<UsableParts>({});
  return ok(
    configuration === undefined
      ? refusedComposition(loaded.error, store)
      : compositionOf(configuration, request, err(loaded.error)),
  );
};

/** `settings`: as they are explained, or why not all of them can be used. */
function compositionOf(
  configuration: Configuration,
  request: CompositionRequest,
  settings: Examined['configuration'],
): Composition {
  const container = containerOf(configuration, request);
  const copier = storeCopier();
  const quizSync = () => opened(container, APPLICATION).map((application) => application.quizSync);
  return {
    configuration: settings.unwrapOr([]),
    quizSync,
    service: () => opened(container, SERVER),
    copyStore: copier.copy,
    examined: {
      nodeVersion: process.versions.node,
      configuration: settings,
      store: configuration.store,
      sheets: () => openSheets(configuration),
      quizSync,
    },
    close: async () => {
      const { flush } = container.get(LOG);
      await copier.close();
      await container.unbindAllAsync();
      await flush();
    },
  };
}

function explained(configuration: Configuration, request: CompositionRequest): ExplainedSetting[] {
  return explainConfiguration(configuration).map((setting) => ({
    ...setting,
    from: inWordsTyped(setting.from, request),
  }));
}

function containerOf(configuration: Configuration, request: CompositionRequest): Container {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(CONFIGURATION).toConstantValue(configuration);
  container.bind(LOG).toResolvedValue((settings) => logFor(request, settings), [CONFIGURATION]);
  container
    .bind(APPLICATION)
    .toResolvedValue(
      async (settings, { log }) => openApplication(settings, { log, role: 'command' }),
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
