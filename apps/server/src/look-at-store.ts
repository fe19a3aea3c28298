import type { QuizSync, Store } from '@quiz-sync/core';
import { statusReader } from '@quiz-sync/core/status';
import { describeSpreadsheet } from '@quiz-sync/google-sheets/light';
import { fromThrowable, type Result } from 'neverthrow';
import type { ApplicationNotOpen } from './application.js';
import type { Configuration } from './configuration/configuration.js';
import { knownSpreadsheet } from './known-spreadsheet.js';
import { restingScheduler } from './resting-scheduler.js';
import { sheetsOptions } from './sheets-options.js';

/** Tells the status of what is in an open store. */
export function lookAtStore(
  configuration: Configuration,
  store: Store,
): Result<Pick<QuizSync, 'syncStatus'>, ApplicationNotOpen> {
  return readerOf(configuration, store);
}

/** Core throws on settings that cannot be, such as two columns with one header. */
const readerOf = fromThrowable(
  (configuration: Configuration, store: Store) => {
    const { timeZone, topicCourses, tabs, syncEnabled } = configuration;
    const place = sheetsOptions(configuration, knownSpreadsheet(configuration), new AbortController());
    return statusReader({
      store,
      sheets: { target: place.spreadsheetId, describe: () => describeSpreadsheet(place) },
      scheduler: restingScheduler(),
      settings: { timeZone, topicCourses, tabs, syncEnabled, syncOnStart: false },
    });
  },
  (cause): ApplicationNotOpen => ({
    type: 'settings_refused',
    message: cause instanceof Error ? cause.message : String(cause),
  }),
);
