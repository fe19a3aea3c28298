import { observeSubmission } from './observe/observe-submission.js';
import type { Clock } from './ports/clock.js';
import type { IdSource } from './ports/id-source.js';
import { type Log, silentLog } from './ports/log.js';
import { noObserver, type Observer } from './ports/observer.js';
import type { Scheduler } from './ports/scheduler.js';
import type { SheetsPort } from './ports/sheets-port.js';
import type { Store } from './ports/store.js';
import type { QuizSync } from './quiz-sync.js';
import { defaultClock } from './runtime/default-clock.js';
import { defaultIds } from './runtime/default-ids.js';
import { createUnderWay } from './runtime/under-way.js';
import { resolveSettings, type SettingsInput } from './settings.js';
import { createQuota, type Quota } from './sync/quota.js';
import { createRunWatcher } from './sync/run-watcher.js';
import { createLandingTimes } from './sync/settle/landing-times.js';
import { makeSyncTask } from './sync/sync-task.js';
import { tabLayouts } from './tabs/tab-layout.js';
import { cleanUpSessions } from './use-cases/clean-up-sessions.js';
import { completeCourse } from './use-cases/complete-course.js';
import type { Dependencies } from './use-cases/dependencies.js';
import { eraseLearner } from './use-cases/erase-learner.js';
import { examineTabs } from './use-cases/examine-tabs.js';
import { exportLearner } from './use-cases/export-learner.js';
import { forceSync } from './use-cases/force-sync.js';
import { makeOverview } from './use-cases/make-overview.js';
import { planSync } from './use-cases/plan-sync.js';
import { probeRevision } from './use-cases/probe-revision.js';
import { readCutCells } from './use-cases/read-cut-cells.js';
import { readLearnerStatistics } from './use-cases/read-learner-statistics.js';
import { readResponseFate } from './use-cases/read-response-fate.js';
import { readSyncRun, readSyncRuns } from './use-cases/read-sync-runs.js';
import { readSyncStatus } from './use-cases/read-sync-status.js';
import { rebuildRows } from './use-cases/rebuild-rows.js';
import { sendTestRow } from './use-cases/send-test-row.js';
import { setUpSpreadsheet } from './use-cases/set-up-spreadsheet.js';
import { submitCourseQuiz } from './use-cases/submit-course-quiz.js';
import { submitQuiz } from './use-cases/submit-quiz.js';
import { upsertCourse } from './use-cases/upsert-course.js';
import { upsertLearner } from './use-cases/upsert-learner.js';
import { upsertSession } from './use-cases/upsert-session.js';
import { verifySpreadsheet } from './use-cases/verify-spreadsheet.js';

/** What an application is made of. Everything handed over stays the caller's to close. */
export interface QuizSyncOptions {
  readonly store: Store;
  readonly sheets: SheetsPort;
  readonly scheduler: Scheduler;
  /** Default: no log. */
  readonly log?: Log;
  /** Who is told what happens, for metrics and traces. Default: nobody. */
  readonly observer?: Observer;
  /** Default: the runtime's. */
  readonly clock?: Clock;
  /** Default: random UUIDs. */
  readonly ids?: IdSource;
  readonly settings?: SettingsInput;
  /** Default: one of its own. Applications that call Google as the same account share one. */
  readonly quota?: Quota;
}

/**
 * Puts an application together and starts its syncing: at once when something was left pending, and from then on
 * whenever something is stored. Throws a `TypeError` on settings that cannot be.
 */
export function createQuizSync(options: QuizSyncOptions): QuizSync {
  const deps = dependencies(options);
  const verifications = createUnderWay();
  startSyncing(deps);
  return {
    submitQuiz: (input, key) => observeSubmission(deps, quizTypeIn(input), submitQuiz(deps, input, key)),
    submitCourseQuiz: (input, key) => observeSubmission(deps, 'course', submitCourseQuiz(deps, input, key)),
    completeCourse: (input, key) => completeCourse(deps, input, key),
    upsertLearner: (userId, input) => upsertLearner(deps, userId, input),
    upsertCourse: (courseId, input) => upsertCourse(deps, courseId, input),
    upsertSession: (sessionId, input) => upsertSession(deps, sessionId, input),
    learnerStatistics: (userId) => readLearnerStatistics(deps, userId),
    eraseLearner: (userId) => eraseLearner(deps, userId),
    exportLearner: (userId) => exportLearner(deps, userId),
    syncStatus: () => readSyncStatus(deps),
    forceSync: (force) => forceSync(deps, force),
    setUp: () => setUpSpreadsheet(deps),
    makeOverview: () => makeOverview(deps),
    sendTestRow: () => sendTestRow(deps),
    probeRevision: () => probeRevision(deps),
    verify: (verifying) => verifications.begin(verifySpreadsheet(deps, verifying)),
    rebuild: () => rebuildRows(deps),
    plan: () => planSync(deps),
    examineTabs: () => examineTabs(deps),
    responseFate: (responseId) => readResponseFate(deps, responseId),
    cutCells: () => readCutCells(deps),
    syncRuns: (limit) => readSyncRuns(deps, limit),
    syncRun: (runId) => readSyncRun(deps, runId),
    cleanUpSessions: (cleaning) => cleanUpSessions(deps, cleaning),
    ping: () => deps.store.ping(),
    stop: () =>
      deps.scheduler.stop().map(async () => {
        // They end by themselves now, and give the lease back: whoever stops us closes the store next.
        await verifications.ended();
        deps.runWatcher.close();
      }),
  };
}

function dependencies(options: QuizSyncOptions): Dependencies {
  const ids = options.ids ?? defaultIds;
  const settings = resolveSettings(options.settings, ids);
  const clock = options.clock ?? defaultClock;
  return {
    store: options.store,
    sheets: options.sheets,
    scheduler: options.scheduler,
    log: options.log ?? silentLog,
    observer: options.observer ?? noObserver,
    clock,
    ids,
    settings,
    layouts: tabLayouts(settings.tabs),
    runWatcher: createRunWatcher(),
    quota: options.quota ?? createQuota(clock),
    landingTimes: createLandingTimes(clock),
    keysUnderWay: new Map(),
  };
}

function quizTypeIn(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'quiz_type' in input ? input.quiz_type : undefined;
}

/** The scheduler is handed its task; a first run looks whether anything was left pending, and calls nobody if not. */
function startSyncing(deps: Dependencies): void {
  const { scheduler, settings, log } = deps;
  void scheduler.start(makeSyncTask(deps)).match(
    () => {
      if (settings.syncEnabled && settings.syncOnStart) scheduler.request('start');
    },
    (error) => log.error('Syncing could not be started', { reason: error.message }),
  );
}
