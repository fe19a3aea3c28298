import 'reflect-metadata';
import {
  type ApiKeys,
  createApiKeys,
  createQuizSync,
  type Log,
  noObserver,
  type Observer,
  type QuizSync,
  type Scheduler,
  type SheetsPort,
} from '@quiz-sync/core';
import { Container, type ServiceIdentifier } from 'inversify';
import { errAsync, fromThrowable, ResultAsync } from 'neverthrow';
import { nodeKeySecrets } from './access/node-key-secrets.js';
import type { Application, ApplicationNotOpen, ApplicationOptions, Role } from './application.js';
import type { Configuration } from './configuration/configuration.js';
import { outsideRequests } from './log/request-context.js';
import { makeSheets } from './make-sheets.js';
import { once } from './once.js';
import { closeResources, openResources, type Resources } from './open-resources.js';
import type { OpenedStore } from './open-store.js';
import { processLog } from './process-log.js';
import type { SpreadsheetSource } from './spreadsheet-source.js';
import { stopWithin } from './stop-within.js';

/** Milliseconds a run may take to end its batch; then its call is given up, which the journal survives. */
const STOP_WITHIN_MS = 12_000;

const token = <T>(name: string): ServiceIdentifier<T> => Symbol(name);

const CONFIGURATION = token<Configuration>('Configuration');
const ROLE = token<Role>('Role');
const LOG = token<Log>('Log');
const STORE = token<OpenedStore>('OpenedStore');
const SPREADSHEET = token<SpreadsheetSource>('SpreadsheetSource');
/** Aborted, it ends calls to Google. */
const ABANDON = token<AbortController>('AbortController');
const SHEETS = token<SheetsPort>('SheetsPort');
const SCHEDULER = token<Scheduler>('Scheduler');
const OBSERVER = token<Observer>('Observer');
const API_KEYS = token<ApiKeys>('ApiKeys');
const QUIZ_SYNC = token<QuizSync>('QuizSync');

/**
 * Opens everything the configuration names and puts the application together. What was opened is closed again when
 * something else cannot be. The container stays in here.
 */
export function openApplication(
  configuration: Configuration,
  options: ApplicationOptions = {},
): ResultAsync<Application, ApplicationNotOpen> {
  const role = options.role ?? 'service';
  const { log, flush } = options.log
    ? { log: options.log, async flush() {} }
    : processLog(configuration.logLevel);
  const wanted = { role, mustExist: options.storeMustExist ?? false };
  return openResources(configuration, wanted, log).andThen((resources) => {
    const container = containerOf(configuration, role, log, resources);
    container.bind(OBSERVER).toConstantValue(options.observer ?? noObserver);
    const close = once(async () => {
      await container.unbindAllAsync();
      await closeResources(resources);
      await flush();
    });
    return getQuizSync(container)
      .asyncMap(async (quizSync) => ({
        quizSync,
        apiKeys: container.get(API_KEYS),
        configuration,
        log,
        ...placeOf(resources.spreadsheet),
        close,
      }))
      .orElse((failure) => ResultAsync.fromSafePromise(close()).andThen(() => errAsync(failure)));
  });
}

function containerOf(configuration: Configuration, role: Role, log: Log, resources: Resources): Container {
  const container = new Container({ defaultScope: 'Singleton' });
  const abandon = new AbortController();
  container.bind(CONFIGURATION).toConstantValue(configuration);
  container.bind(ROLE).toConstantValue(role);
  container.bind(LOG).toConstantValue(log);
  container.bind(STORE).toConstantValue(resources.store);
  container.bind(SPREADSHEET).toConstantValue(resources.spreadsheet);
  container.bind(ABANDON).toConstantValue(abandon);
  container.bind(SHEETS).toResolvedValue(makeSheets, [CONFIGURATION, SPREADSHEET, ABANDON]);
  container
    .bind(API_KEYS)
    .toResolvedValue((store) => createApiKeys({ store, secrets: nodeKeySecrets }), [STORE]);
  container.bind(SCHEDULER).toConstantValue(resources.scheduler);
  container
    .bind(QUIZ_SYNC)
    .toResolvedValue(makeQuizSync, [CONFIGURATION, ROLE, STORE, SHEETS, SCHEDULER, LOG, OBSERVER])
    .onDeactivation((quizSync) => stopWithin(quizSync, STOP_WITHIN_MS, abandon));
  return container;
}

/** Core throws on settings that cannot be, such as two columns with one header. */
const getQuizSync = fromThrowable(
  (container: Container) => container.get(QUIZ_SYNC),
  (cause): ApplicationNotOpen => ({
    type: 'settings_refused',
    message: cause instanceof Error ? cause.message : String(cause),
  }),
);

function makeQuizSync(
  { timeZone, topicCourses, tabs, syncEnabled }: Configuration,
  role: Role,
  store: OpenedStore,
  sheets: SheetsPort,
  scheduler: Scheduler,
  log: Log,
  observer: Observer,
): QuizSync {
  const syncOnStart = role === 'service';
  return createQuizSync({
    store,
    sheets,
    scheduler: outsideRequests(scheduler),
    log,
    observer,
    settings: { timeZone, topicCourses, tabs, syncEnabled, syncOnStart },
  });
}

function placeOf({ spreadsheetId, emulatorUrl }: SpreadsheetSource) {
  return { spreadsheetId, sheetsEmulatorUrl: emulatorUrl };
}
