import type { SyncRun, SyncStatus } from '@quiz-sync/core';
import type { BacklogSample } from '../src/status-stream/backlog-history.js';
import { ago, historyOf, MINUTE, runsOf, TITLES, tabsOf } from './school-day.js';
import { run, status, tabStatus } from './stub-quiz-sync.js';

/** What the page can be shown: a status, and what was before it. Times are reckoned from `now`. */
export interface Scene {
  readonly status: SyncStatus;
  readonly history: readonly BacklogSample[];
}

const SPREADSHEET = 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz/edit';
const ACCOUNT = 'quiz-sync@school-project.iam.gserviceaccount.com';

/** Nothing has ever been stored. */
export function emptyScene(): Scene {
  const tabs = TITLES.map(([tab, title]) => tabStatus({ tab, title, rows_in_store: 0 }));
  const statistics = { ...status.statistics, total_syncs: 0, failed_syncs: 0, last_sync_duration: undefined };
  const none = { last_success_at: undefined, last_sync_time: undefined, submissions: 0, responses: 0 };
  return { status: { ...status, ...none, tabs, runs: [], statistics }, history: [] };
}

/** A school day in which every run went well. */
export function inSyncScene(now: number): Scene {
  return {
    status: {
      ...status,
      spreadsheet_url: SPREADSHEET,
      account: ACCOUNT,
      last_success_at: ago(now, 42_000),
      last_sync_time: ago(now, 42_000),
      tabs: tabsOf(now),
      runs: runsOf(now),
      cells: { used: 1_834_567, limit: 10_000_000, as_of: ago(now, MINUTE), full_on: '2027-09-14' },
      last_verification: { at: ago(now, 190 * MINUTE), clean: true, repaired: false, tabs: [] },
      submissions: 41_311,
      responses: 204_812,
      statistics: { total_syncs: 8_196, successful_syncs: 8_190, failed_syncs: 6, last_sync_duration: 0.84 },
    },
    history: historyOf(now),
  };
}

/** A rebuild under way. */
export function busyScene(now: number): Scene {
  const { status: before } = inSyncScene(now);
  const { finished_at, duration_ms, ...begun } = run;
  const running: SyncRun = {
    ...begun,
    ...{
      run_id: 'now',
      status: 'running',
      started_at: ago(now, 31_000),
      changes: 12_000,
      reads: 8,
      writes: 7,
    },
    tabs: { responses: { updated: 0, added: 58_400, removed: 0 } },
  };
  return {
    status: {
      ...before,
      state: 'syncing',
      summary: 'syncing: 29000 waiting',
      sync_in_progress: true,
      tabs: before.tabs.map((tab) => ({ ...tab, ...behind(tab) })),
      pending: { total: 29_000, submission: 28_200, completion: 310, learner: 480, course: 4, session: 6 },
      oldest_pending_since: ago(now, 34_000),
      progress: { done: 12_000, total: 41_000, since: ago(now, 31_000) },
      quota: { ...before.quota, calls_left: 2, level: 2.4 },
      runs: [running, ...before.runs],
    },
    history: [...historyOf(now), { at: now - 31_000, waiting: 41_000, oldest_age_ms: 3_000 }],
  };
}

/** Two in five rows are there, and all that is there is fresh. */
function behind({ rows }: SyncStatus['tabs'][number]): Partial<SyncStatus['tabs'][number]> {
  return { rows: Math.round(rows * 0.4) };
}

const NOT_SHARED = {
  code: 'spreadsheet_not_shared',
  title: `The spreadsheet is not shared with ${ACCOUNT}`,
  message: `The spreadsheet is not shared with ${ACCOUNT}: the caller does not have permission`,
  remedy: `Share the spreadsheet with ${ACCOUNT} as Editor: open ${SPREADSHEET}, press Share, paste the address.`,
  cause:
    'The spreadsheet was never shared with the account, was shared for reading only, or is not shared any more.',
  command: 'npx quiz-sync doctor',
  blocked: true,
};

/** A person must share the spreadsheet again. */
export function blockedScene(now: number): Scene {
  const { status: before } = inSyncScene(now);
  const problem = { ...NOT_SHARED, since: ago(now, 25 * MINUTE) };
  const { title, cause, command, ...ofRun } = problem;
  const failed: SyncRun = {
    ...run,
    ...{ run_id: 'failed', status: 'failed', changes: 0, writes: 0, tabs: {}, problem: ofRun },
    ...{ started_at: ago(now, 30_000), finished_at: ago(now, 29_000) },
  };
  return {
    status: {
      ...before,
      state: 'blocked',
      summary: `blocked: ${problem.message}`,
      tabs: before.tabs.map((tab) => (tab.tab === 'responses' ? { ...tab, rows: tab.rows - 545 } : tab)),
      last_error: problem,
      last_success_at: ago(now, 25 * MINUTE),
      next_attempt_at: ago(now, -40_000),
      pending: { total: 112, submission: 109, completion: 1, learner: 2, course: 0, session: 0 },
      oldest_pending_since: ago(now, 25 * MINUTE),
      runs: [failed, ...before.runs.filter((each) => Date.parse(each.requested_at) < now - 25 * MINUTE)],
    },
    history: historyOf(now, 112, 25),
  };
}

/** Results have just come in. */
export function waitingScene(now: number): Scene {
  const { status: before } = inSyncScene(now);
  return {
    status: {
      ...before,
      state: 'pending',
      summary: '3 waiting since 1 s',
      pending: { total: 3, submission: 2, completion: 0, learner: 1, course: 0, session: 0 },
      oldest_pending_since: ago(now, 1_400),
    },
    history: historyOf(now),
  };
}

/** Google is busy: nobody needs to do anything. */
export function failingScene(now: number): Scene {
  const { status: blocked, history } = blockedScene(now);
  const problem = {
    code: 'rate_limited',
    title: 'Google has asked us to slow down',
    message: 'Google has asked us to slow down: Quota exceeded for quota metric "Write requests"',
    remedy: 'Nothing to do: syncing goes on after the time that Google asks for.',
    cause: 'The project or its service account is over a quota of the Google Sheets API.',
    command: undefined,
    blocked: false,
    since: ago(now, 3 * MINUTE),
  };
  const { quota } = blocked;
  const last_hit = { at: ago(now, 29_000), calls: 'write', per: 'project' } as const;
  return {
    status: {
      ...blocked,
      state: 'failing',
      last_error: problem,
      quota: { ...quota, calls_left: 1, last_hit },
    },
    history,
  };
}

/** The settings say that nothing is to be written. */
export function disabledScene(now: number): Scene {
  const { status: blocked, history } = blockedScene(now);
  const off = {
    state: 'disabled',
    summary: 'disabled',
    sync_enabled: false,
    next_attempt_at: undefined,
  } as const;
  return { status: { ...blocked, ...off, last_error: undefined }, history };
}

/** One tab stands still, some text was cut, a quota was used up; the rest goes on. */
export function setAsideScene(now: number): Scene {
  const { status: before } = inSyncScene(now);
  const problem = {
    ...({
      tab: 'profiles',
      code: 'tab_headers_missing',
      blocked: true,
      since: ago(now, 90 * MINUTE),
    } as const),
    title: 'A tab has lost headers',
    message: 'Tab “UserProfiles” has lost the header “email”',
    remedy:
      'Put the headers back into the first row of UserProfiles, above the columns they belong to; the other tabs go on meanwhile.',
    cause: 'Somebody renamed or deleted headers of columns that Quiz Sync keeps.',
    command: 'npx quiz-sync doctor',
  };
  const { code, message, remedy } = problem;
  return {
    status: {
      ...before,
      state: 'blocked',
      summary: `blocked: ${message}`,
      tabs: before.tabs.map((tab) => (tab.tab === 'profiles' ? { ...tab, problem } : tab)),
      cut_rows: 3,
      set_aside: {
        rows: 3,
        further: false,
        reasons: [
          { code, tab: 'profiles', tab_title: 'UserProfiles', rows: undefined, message, remedy },
          {
            ...({ code: 'text_cut', tab: 'responses', tab_title: 'QuizResponses', rows: 3 } as const),
            message:
              'A cell of a spreadsheet takes at most 50,000 characters: it holds the beginning and a mark.',
            remedy:
              'Nothing to do: GET /api/sync/cut-cells names each of the cells, and nothing else waits for them.',
          },
        ],
      },
      quota: {
        ...before.quota,
        calls_left: 0,
        level: -1,
        last_hit: { at: ago(now, 8 * MINUTE), calls: 'write', per: 'user' },
      },
    },
    history: historyOf(now),
  };
}
