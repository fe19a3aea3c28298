import type { QuizSync } from '@quiz-sync/core';
import type {
  ConfigurationSources,
  ExplainedSetting,
  RunningServer,
  StoreApplication,
} from '@quiz-sync/server';
import { okAsync, type Result, type ResultAsync } from 'neverthrow';
import type { Examined } from './checks/examined.js';
import type { Failure } from './failure.js';
import type { ServiceAddress } from './remote/ask-service.js';
import type { Syncing } from './remote/remote-quiz-sync.js';
import type { StoreCopier } from './store-copier.js';
import type { Unfinished } from './unfinished.js';

/** The HTTP service, listening. It ends when the composition is closed. */
export type RunningService = Pick<RunningServer, 'url'>;

/** The application as commands reach it. Each part is opened when it is first asked for, and closed with the whole. */
export interface Composition {
  /** Each setting and where it came from, secrets masked. */
  readonly configuration: readonly ExplainedSetting[];
  /** What keeps nobody from going on, but is surely not meant: one line each, beginning with the variable. */
  readonly warnings: readonly string[];
  /** What syncs: the application, opened here, or the service that was named. */
  syncing(): ResultAsync<Syncing, Failure>;
  /** Tells how it is going, at once. */
  looking(): ResultAsync<Pick<Syncing, 'syncStatus'>, Failure>;
  /** The service that was named; `undefined`: everything is done here. */
  readonly remote: ServiceAddress | undefined;
  /** Opens the store, and syncs nothing by itself. */
  quizSync(): ResultAsync<QuizSync, Failure>;
  /** Opens the store and no spreadsheet: at once, for what the store alone answers. */
  storeAlone(): ResultAsync<StoreApplication, Failure>;
  service(): ResultAsync<RunningServer, Failure>;
  /** Opens both stores, whatever the configuration names, and closes them again. */
  readonly copyStore: StoreCopier['copy'];
  /** What there is to look at, also of a configuration that cannot be used. */
  readonly examined: Examined;
  /** What setting up begins with. */
  readonly unfinished: Unfinished;
  /** Lets a batch that is being written end, then closes everything that was opened. */
  close(): Promise<void>;
}

/** What a composition is made of. */
export interface CompositionRequest {
  /** Settings given on the command line, unchecked. */
  readonly flags: NonNullable<ConfigurationSources['flags']>;
  /** Given by hand, so that it has to be there; `undefined`: the usual one, when there is one. */
  readonly configFile: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Log what happens, not only what goes wrong. */
  readonly verbose: boolean;
  /** A service logs and syncs by itself; another command says what it did and syncs when it is told to. */
  readonly serving: boolean;
  /** Makes the store where there is none yet; a service does so anyway. */
  readonly makingStore?: boolean | undefined;
  /** Looks for what is wrong: a configuration that cannot be used is no reason not to begin. */
  readonly examining: boolean;
  /** Writes the configuration file: one that was named by hand need not be there. Default: it must be. */
  readonly configuring?: boolean | undefined;
}

export type Compose = (request: CompositionRequest) => Promise<Result<Composition, Failure>>;

/** Gets from the composition what a command cannot run without. */
export type Need<Provided> = (composition: Composition) => ResultAsync<Provided, Failure>;

export const aConfiguration: Need<Pick<Composition, 'configuration' | 'warnings'>> = ({
  configuration,
  warnings,
}) => okAsync({ configuration, warnings });

export const aQuizSync: Need<{ readonly quizSync: QuizSync }> = (composition) =>
  composition.quizSync().map((quizSync) => ({ quizSync }));

export const aSyncing: Need<{ readonly quizSync: Syncing }> = (composition) =>
  composition.syncing().map((quizSync) => ({ quizSync }));

export const aStatus: Need<{ readonly quizSync: Pick<Syncing, 'syncStatus'> }> = (composition) =>
  composition.looking().map((quizSync) => ({ quizSync }));

/** The store alone, without a spreadsheet, or the service that was named. */
export const anEraser: Need<{ readonly quizSync: Pick<Syncing, 'eraseLearner'> }> = (composition) =>
  composition.remote === undefined
    ? aStore(composition)
    : composition.syncing().map((quizSync) => ({ quizSync }));

export const aStore: Need<Pick<StoreApplication, 'quizSync' | 'rehearsal' | 'store'>> = (composition) =>
  composition.storeAlone().map(({ quizSync, rehearsal, store }) => ({ quizSync, rehearsal, store }));

export const aService: Need<{ readonly service: RunningService }> = (composition) =>
  composition.service().map((service) => ({ service }));

export const aServer: Need<{ readonly server: RunningServer }> = (composition) =>
  composition.service().map((server) => ({ server }));

/** Of a command that needs nothing but itself. */
export const nothing: Need<object> = () => okAsync({});

export const aStoreCopier: Need<Pick<Composition, 'copyStore'>> = ({ copyStore }) => okAsync({ copyStore });

export const whatIsToCome: Need<Pick<Composition, 'unfinished'>> = ({ unfinished }) =>
  okAsync({ unfinished });

export const whatThereIs: Need<Pick<Composition, 'examined' | 'remote'>> = ({ examined, remote }) =>
  okAsync({ examined, remote });
