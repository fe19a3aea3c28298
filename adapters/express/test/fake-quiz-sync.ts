import type { QuizSync, SubmissionReceipt, SyncRun, SyncStatus } from '@quiz-sync/core';
import { ok, okAsync } from 'neverthrow';

export const receipt: SubmissionReceipt = {
  submission_id: 'sub-1',
  user_id: 'u1',
  quiz_type: 'micro',
  total_responses: 2,
  correct_responses: 1,
  overall_score: 50,
  topic_breakdown: [{ topic: 'risk', total: 2, correct: 1, score: 50 }],
  sync: { state: 'pending' },
};

export const run: SyncRun = {
  run_id: 'run 1',
  status: 'queued',
  reason: 'forced',
  requested_at: '2026-11-23T12:00:00.000Z',
  batches: 0,
  reads: 0,
  writes: 0,
  changes: 0,
  tabs: {},
};

const UNPROVEN = { revision: 'unproven', revision_meaning: 'Nobody has tried.' } as const;

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
  last_success_at: '2026-11-23T12:00:00.000Z',
  last_error: undefined,
  next_attempt_at: undefined,
  tabs: [],
  cells: undefined,
  quota: { calls_left: 6, calls_at_most: 6, level: 6, calls_per_minute: 54, last_hit: undefined },
  set_aside: { rows: 0, further: false, reasons: [] },
  last_verification: undefined,
  cut_rows: 0,
  lease: undefined,
  ...UNPROVEN,
  submissions: 3,
  responses: 7,
  runs: [],
  is_running: false,
  sync_in_progress: false,
  sync_enabled: true,
  last_sync_time: '2026-11-23T12:00:00.000Z',
  statistics: { total_syncs: 1, successful_syncs: 1, failed_syncs: 0, last_sync_duration: 0.2 },
};

/** What the application was asked, in order. */
export type Call = readonly [method: keyof QuizSync, ...args: unknown[]];

/**
 * An application that notes what it is asked and answers well; a test overrides the answers it is about.
 */
export function fakeQuizSync(overrides: Partial<QuizSync> = {}): { quizSync: QuizSync; calls: Call[] } {
  const calls: Call[] = [];
  const answers = { ...goodAnswers, ...overrides };
  const quizSync = Object.fromEntries(
    Object.entries(answers).map(([method, answer]) => [
      method,
      (...args: unknown[]) => {
        // What is left out may come as undefined.
        calls.push([method as keyof QuizSync, ...args.filter((arg) => arg !== undefined)]);
        return (answer as (...args: unknown[]) => unknown)(...args);
      },
    ]),
  ) as unknown as QuizSync;
  return { quizSync, calls };
}

const ERASED = {
  ...{ submissions: 1, responses: 2, completions: 0, profiles: 1, sessions: 0, kept_answers: 0 },
};

async function* exportedSubmissions() {
  yield ok([]);
}

const goodAnswers: QuizSync = {
  submitQuiz: () => okAsync({ receipt, repeat: false }),
  submitCourseQuiz: () => okAsync({ receipt: { ...receipt, quiz_type: 'course' }, repeat: false }),
  completeCourse: () =>
    okAsync({
      completion: { user_id: 'u1', course_id: 'c1', completed_at: '2026-11-23T12:00:00.000Z' },
      repeat: false,
      sync: { state: 'pending' },
    }),
  upsertLearner: (user_id) => okAsync({ user_id, first_name: 'Ada', version: 1 }),
  upsertCourse: (course_id) => okAsync({ course_id, title: 'Saving', version: 1 }),
  upsertSession: (session_id) => okAsync({ session_id, created_at: '2026-11-23T12:00:00.000Z', version: 1 }),
  learnerStatistics: (user_id) =>
    okAsync({
      user_id,
      first_name: undefined,
      last_name: undefined,
      email: undefined,
      total_chats: 0,
      quizzes_taken: 1,
      day_streak: 1,
      days_active: 1,
      courses_enrolled: 0,
      courses_completed: 0,
      total_course_score: 0,
      course_details: '',
      courses: [],
      progress: [],
    }),
  eraseLearner: () => okAsync({ removed: ERASED, sync: { state: 'pending' } }),
  exportLearner: (user_id) =>
    okAsync({
      ...{ user_id, exported_at: '2026-11-23T12:00:00.000Z', profile: undefined, statistics: undefined },
      ...{ completions: [], sessions: [], submissions: exportedSubmissions() },
    }),
  syncStatus: () => okAsync(status),
  forceSync: (options) => okAsync(options?.wait === true ? { ...run, status: 'succeeded' } : run),
  setUp: () => okAsync({ target: 'sheet-1', spreadsheet_url: undefined, tabs: [], ...UNPROVEN }),
  examineTabs: () => okAsync([]),
  makeOverview: () =>
    okAsync({ target: 'sheet-1', title: 'Overview', created: true, overview_url: undefined }),
  rebuild: () => okAsync({ rows: 0 }),
  sendTestRow: () => okAsync({ target: 'sheet-1', row: 2 }),
  probeRevision: () => okAsync(UNPROVEN),
  verify: () =>
    okAsync({
      ...{ target: 'sheet-1', spreadsheet_url: undefined, clean: true, tabs: [], findings: [] },
      ...{ further_findings: 0, reads: 6, writes: 0, repaired: undefined },
    }),
  plan: () =>
    okAsync({
      ...{ target: 'sheet-1', spreadsheet_url: undefined, tabs: [], rows: [], further_rows: 0 },
      ...{ pending: { total: 0, looked_at: 0 }, compares_everything: false },
      cost: { batches: 0, reads: 0, writes: 0, bytes: 0 },
    }),
  responseFate: (response_id) => okAsync({ response_id, state: 'in_sheet', row: 2, cut_cells: [] }),
  cutCells: () => okAsync({ limit: 50_000, cut_cells: [], further: false }),
  syncRuns: () => okAsync([run]),
  syncRun: (runId) => okAsync(runId === run.run_id ? run : undefined),
  cleanUpSessions: ({ dryRun }) => okAsync({ removed: 0, dry_run: dryRun }),
  ping: () => okAsync(undefined),
  stop: () => okAsync(undefined),
};
