import { createQuizSync, type QuizSync, type Store } from '@quiz-sync/core';
import { fromThrowable, type Result } from 'neverthrow';
import type { ApplicationNotOpen } from './application.js';
import type { Configuration } from './configuration/configuration.js';
import { knownSpreadsheet } from './known-spreadsheet.js';
import { makeSheets } from './make-sheets.js';
import { restingScheduler } from './resting-scheduler.js';
import type { StoreApplication } from './store-application.js';
import { unwrittenStore } from './unwritten-store.js';

/** The application on an open store alone, and its rehearsal. */
export function putOnStore(
  configuration: Configuration,
  store: Store,
): Result<Pick<StoreApplication, 'quizSync' | 'rehearsal'>, ApplicationNotOpen> {
  return putTogether(configuration, store).andThen((quizSync) =>
    putTogether(configuration, unwrittenStore(store)).map((rehearsal) => ({ quizSync, rehearsal })),
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
