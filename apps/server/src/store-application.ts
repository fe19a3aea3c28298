import { createQuizSync, type QuizSync, silentLog } from '@quiz-sync/core';
import { errAsync, fromThrowable, ResultAsync } from 'neverthrow';
import type { ApplicationNotOpen } from './application.js';
import type { Configuration } from './configuration/configuration.js';
import { knownSpreadsheet } from './known-spreadsheet.js';
import { makeSheets } from './make-sheets.js';
import { type OpenedStore, openWholeStore } from './open-store.js';
import { restingScheduler } from './resting-scheduler.js';

/** The application as far as the store alone answers for it. What is stored by it is pending until somebody syncs. */
export interface StoreApplication {
  readonly quizSync: Pick<
    QuizSync,
    | 'submitQuiz'
    | 'completeCourse'
    | 'upsertLearner'
    | 'upsertCourse'
    | 'learnerStatistics'
    | 'syncStatus'
    | 'cleanUpSessions'
  >;
  readonly store: OpenedStore;
  close(): Promise<void>;
}

/**
 * Opens the store and nothing else: no spreadsheet is started, no service is reached and nothing syncs. It is there in
 * a fraction of the time of the whole application, which a command that only looks does not need.
 */
export function openStoreApplication(
  configuration: Configuration,
): ResultAsync<StoreApplication, ApplicationNotOpen> {
  return openWholeStore(configuration.store, 'command', silentLog).andThen((store) =>
    putTogether(configuration, store)
      .map((quizSync) => ({ quizSync, store, close: () => store.close() }))
      .asyncMap(async (application) => application)
      .orElse((failure) => ResultAsync.fromSafePromise(store.close()).andThen(() => errAsync(failure))),
  );
}

/** Core throws on settings that cannot be, such as two columns with one header. */
const putTogether = fromThrowable(
  (configuration: Configuration, store: OpenedStore): QuizSync => {
    const { timeZone, topicCourses, tabs, syncEnabled } = configuration;
    const sheets = makeSheets(configuration, knownSpreadsheet(configuration), new AbortController());
    return createQuizSync({
      store,
      sheets,
      scheduler: restingScheduler(),
      settings: { timeZone, topicCourses, tabs, syncEnabled, syncOnStart: false },
    });
  },
  (cause): ApplicationNotOpen => ({
    type: 'settings_refused',
    message: cause instanceof Error ? cause.message : String(cause),
  }),
);
