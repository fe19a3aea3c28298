import type { QuizSync, SyncRun, SyncStatus, TabStatus } from '@quiz-sync/core';
import { okAsync } from 'neverthrow';

export const run: SyncRun = {
  run_id: 'run-1',
  status: 'succeeded',
  reason: 'quiz submission',
  requested_at: '2026-11-23T12:00:00.000Z',
  started_at: '2026-11-23T12:00:00.250Z',
  finished_at: '2026-11-23T12:00:01.090Z',
  duration_ms: 840,
  batches: 1,
  reads: 1,
  writes: 1,
  changes: 12,
  tabs: { responses: { updated: 0, added: 40, removed: 0 }, profiles: { updated: 7, added: 5, removed: 0 } },
};

export function tabStatus(overrides: Partial<TabStatus> = {}): TabStatus {
  return {
    ...{ tab: 'responses', title: 'QuizResponses', rows: 0, problem: undefined },
    ...{ rows_in_store: undefined, rows_in_store_at: undefined, last_write_at: undefined },
    ...overrides,
  };
}

export const status: SyncStatus = {
  state: 'in_sync',
  summary: 'in sync',
  target: 'sheet-1',
  spreadsheet_url: undefined,
  account: undefined,
  pending: { total: 0, submission: 0, completion: 0, learner: 0, course: 0, session: 0 },
  oldest_pending_since: undefined,
  oldest_pending_age_ms: undefined,
  progress: undefined,
  last_success_at: '2026-11-23T12:00:01.090Z',
  last_error: undefined,
  next_attempt_at: undefined,
  tabs: [
    tabStatus({ rows: 4812, rows_in_store: 4812, last_write_at: '2026-11-23T12:00:01.090Z' }),
    tabStatus({ tab: 'profiles', title: 'UserProfiles', rows: 260 }),
  ],
  cells: undefined,
  quota: { calls_left: 6, calls_at_most: 6, level: 6, calls_per_minute: 54, last_hit: undefined },
  set_aside: { rows: 0, further: false, reasons: [] },
  last_verification: undefined,
  cut_rows: 0,
  lease: undefined,
  revision: 'unproven',
  revision_meaning: 'Nobody has tried.',
  submissions: 1311,
  responses: 4812,
  runs: [run],
  is_running: false,
  sync_in_progress: false,
  sync_enabled: true,
  last_sync_time: '2026-11-23T12:00:01.090Z',
  statistics: { total_syncs: 96, successful_syncs: 95, failed_syncs: 1, last_sync_duration: 0.84 },
};

/** An application of which a test needs only some answers; anything else it is asked fails the test. */
export function stubQuizSync(answers: Partial<QuizSync> = {}): QuizSync {
  const known: Partial<QuizSync> = {
    ping: () => okAsync(undefined),
    stop: () => okAsync(undefined),
    syncStatus: () => okAsync(status),
    syncRuns: () => okAsync([run]),
    ...answers,
  };
  return new Proxy(known, {
    get(target, method) {
      const answer: unknown = Reflect.get(target, method);
      if (answer === undefined) throw new Error(`The test did not expect ${String(method)} to be asked.`);
      return answer;
    },
  }) as QuizSync;
}
