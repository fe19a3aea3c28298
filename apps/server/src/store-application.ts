import type { QuizSync } from '@quiz-sync/core';
import { silentLog } from '@quiz-sync/core/light';
import { errAsync, type Result, ResultAsync } from 'neverthrow';
import type { ApplicationNotOpen } from './application.js';
import type { Configuration } from './configuration/configuration.js';
import { type OpenedStore, openWholeStore } from './open-store.js';

/** What things come in by. */
export type Intake = Pick<QuizSync, 'submitQuiz' | 'completeCourse' | 'upsertLearner' | 'upsertCourse'>;

/** The application as far as the store alone answers for it. What is stored by it is pending until somebody syncs. */
export interface StoreApplication {
  readonly quizSync: Pick<
    QuizSync,
    keyof Intake | 'learnerStatistics' | 'eraseLearner' | 'syncStatus' | 'cleanUpSessions'
  >;
  /** Answers as `quizSync` would, and stores nothing. */
  readonly rehearsal: Intake;
  readonly store: OpenedStore;
  close(): Promise<void>;
}

/** What tells the status, and its end. */
export interface StatusApplication {
  readonly quizSync: Pick<QuizSync, 'syncStatus'>;
  close(): Promise<void>;
}

/**
 * Opens the store and nothing else: no spreadsheet is started, no service is reached and nothing syncs. It is there in
 * a fraction of the time of the whole application, which a command that only looks does not need.
 */
export function openStoreApplication(
  configuration: Configuration,
  options: { readonly mustExist: boolean },
): ResultAsync<StoreApplication, ApplicationNotOpen> {
  return onOpenStore(configuration, options, import('./put-on-store.js'), ({ putOnStore }, store) =>
    putOnStore(configuration, store).map((parts) => ({ ...parts, store })),
  );
}

/**
 * As {@link openStoreApplication}, with a fraction of that again: it tells the status and can do nothing else. There is
 * none to tell of a store that is missing.
 */
export function openStatus(configuration: Configuration): ResultAsync<StatusApplication, ApplicationNotOpen> {
  return onOpenStore(
    configuration,
    { mustExist: true },
    import('./look-at-store.js'),
    ({ lookAtStore }, store) => lookAtStore(configuration, store).map((quizSync) => ({ quizSync })),
  );
}

/** Whatever answers is loaded while the store is opened, since another thread does that. */
function onOpenStore<Loaded, Parts extends object>(
  { store: location }: Configuration,
  { mustExist }: { readonly mustExist: boolean },
  loading: Promise<Loaded>,
  put: (loaded: Loaded, store: OpenedStore) => Result<Parts, ApplicationNotOpen>,
): ResultAsync<Parts & { close(): Promise<void> }, ApplicationNotOpen> {
  return openWholeStore(location, { role: 'command', mustExist }, silentLog).andThen((store) =>
    ResultAsync.fromSafePromise(loading)
      .andThen((loaded) => put(loaded, store))
      .map((parts) => ({ ...parts, close: () => store.close() }))
      .orElse((failure) => ResultAsync.fromSafePromise(store.close()).andThen(() => errAsync(failure))),
  );
}
