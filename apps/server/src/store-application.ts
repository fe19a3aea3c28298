import type { QuizSync } from '@quiz-sync/core';
import { silentLog } from '@quiz-sync/core/light';
import { errAsync, ResultAsync } from 'neverthrow';
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

/**
 * Opens the store and nothing else: no spreadsheet is started, no service is reached and nothing syncs. It is there in
 * a fraction of the time of the whole application, which a command that only looks does not need. Whatever answers is
 * loaded while the store is opened, since another thread does that.
 */
export function openStoreApplication(
  configuration: Configuration,
): ResultAsync<StoreApplication, ApplicationNotOpen> {
  const loading = import('./put-on-store.js');
  return openWholeStore(configuration.store, 'command', silentLog).andThen((store) =>
    ResultAsync.fromSafePromise(loading)
      .andThen(({ putOnStore }) => putOnStore(configuration, store))
      .map((parts) => ({ ...parts, store, close: () => store.close() }))
      .orElse((failure) => ResultAsync.fromSafePromise(store.close()).andThen(() => errAsync(failure))),
  );
}
