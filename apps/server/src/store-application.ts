import { createQuizSync, type QuizSync, type Store, silentLog } from '@quiz-sync/core';
import { errAsync, fromThrowable, ResultAsync } from 'neverthrow';
import type { ApplicationNotOpen } from './application.js';
import type { Configuration } from './configuration/configuration.js';
import { knownSpreadsheet } from './known-spreadsheet.js';
import { makeSheets } from './make-sheets.js';
import { type OpenedStore, openWholeStore } from './open-store.js';
import { restingScheduler } from './resting-scheduler.js';
import { unwrittenStore } from './unwritten-store.js';

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
 * a fraction of the time of the whole application, which a command that only looks does not need.
 */
export function openStoreApplication(
  configuration: Configuration,
): ResultAsync<StoreApplication, ApplicationNotOpen> {
  return openWholeStore(configuration.store, 'command', silentLog).andThen((store) =>
    putTogether(configuration, store)
      .andThen((quizSync) =>
        putTogether(configuration, unwrittenStore(store)).map((rehearsal) => ({ quizSync, rehearsal })),
      )
      .asyncMap(async (parts) => ({ ...parts, store, close: () => store.close() }))
      .orElse((failure) => ResultAsync.fromSafePromise(store.close()).andThen(() => errAsync(failure))),
  );
}

/** Core throws on settings that cannot be, such as two columns with one header. */
const putTogether = fromThrowable(
  (configuration: Configuration, store: Store): QuizSync => {
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
