import type {
  Configuration,
  ConfigurationInvalid,
  ExplainedSetting,
  StatusApplication,
  StoreApplication,
} from '@quiz-sync/server';
import {
  explainConfiguration,
  loadConfiguration,
  openStatus,
  openStoreApplication,
  SERVICE_RULES,
} from '@quiz-sync/server/light';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Examined } from './checks/examined.js';
import type { Settings } from './command-line/command.js';
import type { ServerParts } from './composition-root.js';
import type { Failure } from './failure.js';
import type { Compose, Composition, CompositionRequest } from './needs.js';
import { readConfigFile } from './read-config-file.js';
import { refusedComposition } from './refused-composition.js';
import { storeCopier } from './store-copier.js';
import { loadUnfinished, over, type Unfinished, unfinished } from './unfinished.js';
import { type UsableParts, usableParts } from './usable-parts.js';
import { inWordsTyped } from './words-typed.js';

/**
 * Reads the configuration and prepares what commands ask for: each part is loaded and opened once, on demand, and
 * closed with the whole.
 */
export const compose: Compose = async (request) => {
  const { flags, env, configFile, examining, configuring = false } = request;
  const sources = readConfigFile(configFile, configuring).map((file) => ({ flags, env, file }));
  const inWords = ({ type, problems }: ConfigurationInvalid): ConfigurationInvalid => ({
    type,
    problems: problems.map((each) => inWordsTyped(each, request)),
  });
  const rules = request.serving ? SERVICE_RULES : undefined;
  const loaded = sources.andThen((given) => loadConfiguration(given, rules)).mapErr(inWords);
  const configure = (settings: Settings) =>
    sources
      .andThen((given) => loadUnfinished({ ...given, flags: over(flags, settings) }))
      .mapErr<Failure>(inWords);
  const toCome = unfinished(request, configure, compose);
  if (loaded.isOk())
    return ok(compositionOf(loaded.value, request, ok(explained(loaded.value, request)), toCome));
  if (!examining) return err(loaded.error);
  const { configuration, store } = sources.map(usableParts).unwrapOr<UsableParts>({});
  return ok(
    configuration === undefined
      ? refusedComposition(loaded.error, store, toCome)
      : compositionOf(configuration, request, err(loaded.error), toCome),
  );
};

/** `settings`: as they are explained, or why not all of them can be used. */
function compositionOf(
  configuration: Configuration,
  request: CompositionRequest,
  settings: Examined['configuration'],
  toCome: Unfinished,
): Composition {
  const copier = storeCopier();
  const server = onDemand(
    async () => (await import('./composition-root.js')).serverParts(configuration, request),
    (parts) => parts.close(),
  );
  const storeAlone = onDemand<Result<StoreApplication, Failure>>(
    async () => openStoreApplication(configuration, { mustExist: !request.makingStore }),
    async (opened) => opened.isOk() && opened.value.close(),
  );
  const status = onDemand<Result<StatusApplication, Failure>>(
    async () => openStatus(configuration),
    async (opened) => opened.isOk() && opened.value.close(),
  );
  const asked = <T>(ask: (parts: ServerParts) => ResultAsync<T, Failure>): ResultAsync<T, Failure> =>
    ResultAsync.fromSafePromise(server.get()).andThen(ask);
  const quizSync = () => asked((parts) => parts.quizSync());
  return {
    configuration: settings.unwrapOr([]),
    warnings: configuration.warnings,
    syncing: quizSync,
    looking: () => new ResultAsync(status.get()).map(({ quizSync: told }) => told),
    remote: undefined,
    quizSync,
    storeAlone: () => new ResultAsync(storeAlone.get()),
    service: () => asked((parts) => parts.service()),
    copyStore: copier.copy,
    unfinished: toCome,
    examined: {
      nodeVersion: process.versions.node,
      configuration: settings,
      warnings: configuration.warnings,
      store: configuration.store,
      scheduler: configuration.scheduler,
      sheets: () => asked((parts) => parts.sheets()),
      service: settings.isOk()
        ? { configuration, apiKeys: () => asked((parts) => parts.apiKeys()) }
        : undefined,
      quizSync,
    },
    async close() {
      await copier.close();
      await storeAlone.close();
      await status.close();
      await server.close();
    },
  };
}

function explained(configuration: Configuration, request: CompositionRequest): ExplainedSetting[] {
  return explainConfiguration(configuration).map((setting) => ({
    ...setting,
    from: inWordsTyped(setting.from, request),
  }));
}

/** Something made when it is first asked for, and ended only if it was. */
function onDemand<T>(make: () => Promise<T>, end: (made: T) => Promise<unknown>) {
  let made: Promise<T> | undefined;
  return {
    get(): Promise<T> {
      made ??= make();
      return made;
    },
    async close(): Promise<void> {
      if (made !== undefined) await end(await made);
    },
  };
}
