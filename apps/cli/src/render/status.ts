import type {
  CellUse,
  SyncProblem,
  SyncStateName,
  SyncStatus,
  TabStatus,
  Verification,
} from '@quiz-sync/core';
import { counted } from './counted.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { pairLines, tableLines } from './table.js';
import { moment, roughly } from './times.js';

const STATE_STYLES: Readonly<Record<SyncStateName, 'good' | 'warning' | 'bad'>> = {
  in_sync: 'good',
  pending: 'warning',
  syncing: 'good',
  failing: 'warning',
  blocked: 'bad',
  disabled: 'warning',
};

/** The state of the sync for people: one line to read first, then the facts, then the tabs. */
export function renderStatus(status: SyncStatus, style: Style, now: number): string {
  const headline = style[STATE_STYLES[status.state]](printable(status.summary));
  return [headline, '', ...pairLines(facts(status, now)), '', ...tabLines(status.tabs, style, now)].join(
    '\n',
  );
}

function facts(status: SyncStatus, now: number): (readonly [string, string])[] {
  const never = 'never';
  return [
    ['State', status.state],
    ['Waiting', waiting(status)],
    ...(isLeftToOthers(status) ? [['What to do', NEXT] as const] : []),
    ...optional('Progress', status.progress, (progress) => progressWords(progress, now)),
    ['Last success', status.last_success_at === undefined ? never : moment(status.last_success_at, now)],
    ...problemFacts(status.last_error, now),
    ...optional('Next attempt', status.next_attempt_at, (at) => moment(at, now)),
    ...optional('Writing now', status.lease, (lease) => printable(lease.holder)),
    ['Stored', `${counted(status.submissions, 'submission')}, ${counted(status.responses, 'response')}`],
    ...optional('Cells', status.cells, cellWords),
    ...(status.cut_rows === 0 ? [] : [['Cut', cutWords(status.cut_rows)] as const]),
    // What is left is each process's own count, and this process calls nobody.
    ...optional('Quota', status.quota.last_hit, ({ at }) => `used up ${moment(at, now)}`),
    ...optional('Verified', status.last_verification, (found) => verifiedWords(found, now)),
    ...optional('Shared with', status.account, printable),
    ['Late writes', printable(status.revision_meaning)],
    ['Spreadsheet', printable(status.spreadsheet_url ?? `${status.target} (in an emulator)`)],
  ];
}

const NEXT = 'quiz-sync force writes it now; a running service does by itself';

/** Something waits, and neither an error nor somebody who is at it says what comes next. */
function isLeftToOthers(status: SyncStatus): boolean {
  const { state, last_error: problem, next_attempt_at: attempt, progress, lease } = status;
  return state === 'pending' && [problem, attempt, progress, lease].every((each) => each === undefined);
}

function progressWords({ done, total, since }: NonNullable<SyncStatus['progress']>, now: number): string {
  const began = since === undefined ? '' : `, begun ${moment(since, now)}`;
  return `${done.toLocaleString('en-US')} of ${counted(total, 'change')}${began}`;
}

function cutWords(rows: number): string {
  return `${counted(rows, 'row')} with text too long for a cell; the store has it whole`;
}

function verifiedWords({ at, clean, repaired }: Verification, now: number): string {
  const found = clean ? 'nothing differed' : repaired ? 'what differed was mended' : 'rows differ';
  return `${moment(at, now)}: ${found}`;
}

function cellWords({ used, limit, full_on: fullOn }: CellUse): string {
  const [are, of] = [used, limit].map((count) => count.toLocaleString('en-US'));
  return `${are} of ${of} cells${fullOn === undefined ? '' : `; full about ${fullOn}`}`;
}

function waiting(status: SyncStatus): string {
  const { total, ...kinds } = status.pending;
  if (total === 0) return 'nothing';
  const parts = Object.entries(kinds)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => counted(count, kind));
  const age = status.oldest_pending_age_ms;
  const since = age === undefined ? '' : `, the oldest for ${roughly(age)}`;
  return `${counted(total, 'change')} (${parts.join(', ')})${since}`;
}

function problemFacts(problem: SyncStatus['last_error'], now: number): (readonly [string, string])[] {
  if (problem === undefined) return [['Last error', 'none']];
  return [
    ['Last error', `${printable(problem.message)} [${printable(problem.code)}]`],
    ['  since', moment(problem.since, now)],
    ...optional('  quota', problem.quota, quotaWords),
    ['  why', printable(problem.cause)],
    ['  what to do', printable(problem.remedy)],
    ...optional('  command', problem.command, printable),
  ];
}

function quotaWords({ calls, per }: NonNullable<SyncProblem['quota']>): string {
  const whose = per === undefined ? '' : per === 'user' ? ' of the account' : ' of the Google Cloud project';
  return `${calls} calls a minute${whose}`;
}

function optional<T>(
  name: string,
  value: T | undefined,
  show: (value: T) => string,
): (readonly [string, string])[] {
  return value === undefined ? [] : [[name, show(value)]];
}

function tabLines(tabs: readonly TabStatus[], style: Style, now: number): string[] {
  const rows = tabs.map((tab) => [
    printable(tab.title),
    tab.rows.toLocaleString('en-US'),
    tab.rows_in_store?.toLocaleString('en-US') ?? '?',
    tab.last_write_at === undefined ? 'never' : `${roughly(now - Date.parse(tab.last_write_at))} ago`,
    tab.problem === undefined ? 'ok' : 'set aside',
  ]);
  const [headings = '', ...lines] = tableLines(
    [
      { heading: 'TAB', align: 'left' },
      { heading: 'ROWS', align: 'right' },
      { heading: 'IN STORE', align: 'right' },
      { heading: 'LAST WRITE', align: 'left' },
      { heading: 'STATE', align: 'left' },
    ],
    rows,
  );
  return [style.bold(headings), ...lines, ...tabProblemLines(tabs, style)];
}

/** Each tab that is set aside, why, and what to do. */
export function tabProblemLines(tabs: readonly TabStatus[], style: Style): string[] {
  return tabs.flatMap(({ title, problem }) =>
    problem === undefined
      ? []
      : [
          '',
          style.bad(`${printable(title)}: ${printable(problem.message)} [${printable(problem.code)}]`),
          `  what to do: ${printable(problem.remedy)}`,
        ],
  );
}
