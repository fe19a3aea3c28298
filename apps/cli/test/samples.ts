import type {
  CodeMeaning,
  ExaminedTab,
  OverviewReport,
  SetUpReport,
  SyncPlan,
  SyncProblem,
  SyncRun,
  SyncStatus,
  TabName,
  TabProblem,
  TabStatus,
  VerifiedTab,
  VerifyReport,
} from '@quiz-sync/core';

export const PROBLEM: SyncProblem & CodeMeaning = {
  title: 'The spreadsheet is not shared with sync@school.example',
  cause: 'The spreadsheet was never shared with the account.',
  command: 'npx quiz-sync doctor',
  code: 'spreadsheet_not_shared',
  message: 'Google does not let the service account open the spreadsheet.',
  remedy: 'Share the spreadsheet with sync@school.example as Editor.',
  since: '2026-11-23T11:55:00.000Z',
  blocked: true,
};

export function problem(overrides: Partial<SyncProblem>): SyncProblem & CodeMeaning {
  return { ...PROBLEM, ...overrides };
}

export function tabStatus(overrides: Partial<TabStatus> = {}): TabStatus {
  return {
    ...{ tab: 'responses', title: 'QuizResponses', rows: 20_000, problem: undefined },
    ...{ rows_in_store: undefined, rows_in_store_at: undefined, last_write_at: undefined },
    ...overrides,
  };
}

export function tabProblem(tab: TabName): TabProblem & CodeMeaning {
  return {
    title: 'Protected cells cannot be written',
    cause: 'Somebody has protected cells that Quiz Sync keeps.',
    command: 'npx quiz-sync doctor',
    tab,
    code: 'protected',
    message: 'The range UserProfiles!A1:C9 is protected.',
    remedy: 'Remove the protection or allow sync@school.example to edit it.',
    since: '2026-11-23T11:00:00.000Z',
    blocked: true,
  };
}

export function syncStatus(overrides: Partial<SyncStatus> = {}): SyncStatus {
  return {
    state: 'in_sync',
    summary: 'in sync',
    target: 'sheet-1',
    spreadsheet_url: 'https://docs.google.com/spreadsheets/d/sheet-1/edit',
    account: 'sync@school.example',
    pending: { total: 0, submission: 0, completion: 0, learner: 0, course: 0, session: 0 },
    oldest_pending_since: undefined,
    oldest_pending_age_ms: undefined,
    progress: undefined,
    last_success_at: '2026-11-23T11:58:30.000Z',
    last_error: undefined,
    next_attempt_at: undefined,
    tabs: [
      tabStatus({ rows_in_store: 20_000, last_write_at: '2026-11-23T11:58:00.000Z' }),
      tabStatus({ tab: 'profiles', title: 'UserProfiles', rows: 500 }),
    ],
    cells: undefined,
    quota: { calls_left: 6, calls_at_most: 6, level: 6, calls_per_minute: 54, last_hit: undefined },
    set_aside: { rows: 0, further: false, reasons: [] },
    last_verification: undefined,
    cut_rows: 0,
    lease: undefined,
    revision: 'honoured',
    revision_meaning: 'The spreadsheet refuses a write that comes late or twice, as was tried out on it.',
    submissions: 4_000,
    responses: 20_000,
    runs: [],
    is_running: true,
    sync_in_progress: false,
    sync_enabled: true,
    last_sync_time: '2026-11-23T11:58:30.000Z',
    statistics: { total_syncs: 9, successful_syncs: 8, failed_syncs: 1, last_sync_duration: 0.6 },
    ...overrides,
  };
}

export function syncRun(overrides: Partial<SyncRun> = {}): SyncRun {
  return {
    run_id: 'run-1',
    status: 'succeeded',
    reason: 'forced',
    requested_at: '2026-11-23T11:59:58.000Z',
    started_at: '2026-11-23T11:59:58.100Z',
    finished_at: '2026-11-23T11:59:58.940Z',
    duration_ms: 840,
    batches: 1,
    reads: 1,
    writes: 1,
    changes: 3,
    tabs: {
      responses: { updated: 0, added: 12, removed: 0 },
      profiles: { updated: 2, added: 1, removed: 0 },
    },
    ...overrides,
  };
}

export const SET_UP: SetUpReport = {
  revision: 'honoured',
  revision_meaning: 'The spreadsheet refuses a write that comes late or twice, as was tried out on it.',
  target: 'sheet-1',
  spreadsheet_url: 'https://docs.google.com/spreadsheets/d/sheet-1/edit',
  tabs: [
    { tab: 'responses', title: 'QuizResponses', created: true, columns_added: ['user_id', 'timestamp'] },
    { tab: 'profiles', title: 'UserProfiles', created: false, columns_added: ['email'] },
    { tab: 'engagement', title: 'EngagementLogs', created: false, columns_added: [] },
  ],
};

export const OVERVIEW: OverviewReport = {
  target: 'sheet-1',
  title: 'Overview',
  created: true,
  overview_url: 'https://docs.google.com/spreadsheets/d/sheet-1/edit#gid=730000000',
};

/** A tab of three columns of ours, with one of people's own before them. */
export const READY_TAB: ExaminedTab = {
  tab: 'responses',
  title: 'QuizResponses',
  tab_id: 7,
  state: 'ready',
  headers: [],
  columns: [1, 2, 3],
};

const NO_DRIFT = { missing: 0, duplicate: 0, edited: 0, stale: 0, foreign: 0 };

export function verifiedTab(overrides: Partial<VerifiedTab> = {}): VerifiedTab {
  const compared = { state: 'compared', rows: 20_000, waiting: 0, drift: NO_DRIFT } as const;
  return { tab: 'responses', title: 'QuizResponses', ...compared, ...overrides };
}

export function verifyReport(overrides: Partial<VerifyReport> = {}): VerifyReport {
  return {
    target: 'sheet-1',
    spreadsheet_url: undefined,
    clean: true,
    tabs: [verifiedTab()],
    findings: [],
    further_findings: 0,
    reads: 9,
    writes: 0,
    repaired: undefined,
    ...overrides,
  };
}

export const DRIFTED: VerifyReport = verifyReport({
  clean: false,
  tabs: [
    verifiedTab({ rows: 19_999, waiting: 2, drift: { ...NO_DRIFT, missing: 1, edited: 120 } }),
    verifiedTab({ tab: 'profiles', title: 'UserProfiles', state: 'headers_lost', rows: 0 }),
  ],
  findings: [
    { tab: 'responses', kind: 'missing', key: 's9:2' },
    {
      ...{ tab: 'responses', kind: 'edited', key: 's4:0', row: 12 },
      ...{ column: 'correct', expected: true, found: null },
    },
  ],
  further_findings: 119,
});

export function syncPlan(overrides: Partial<SyncPlan> = {}): SyncPlan {
  return {
    target: 'sheet-1',
    spreadsheet_url: undefined,
    tabs: [
      { tab: 'responses', title: 'QuizResponses', state: 'ready', updated: 0, added: 1, removed: 0 },
      { tab: 'profiles', title: 'UserProfiles', state: 'tab_missing', updated: 0, added: 1, removed: 0 },
    ],
    rows: [
      {
        ...{ tab: 'responses', key: 's1:0', action: 'add', row: 2 },
        cells: [{ column: 'quiz_id', expected: '007', found: null }],
      },
    ],
    further_rows: 1,
    pending: { total: 3, looked_at: 2 },
    compares_everything: true,
    cost: { batches: 1, reads: 2, writes: 1, bytes: 1_200 },
    ...overrides,
  };
}
