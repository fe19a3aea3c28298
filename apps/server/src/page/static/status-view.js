import { byId, cell, make, say } from './elements.js';
import { ago, count, countOf, dateTime, duration, until } from './words.js';

const STATE_WORDS = {
  in_sync: 'In sync',
  pending: 'Waiting to sync',
  syncing: 'Syncing',
  failing: 'Trying again',
  blocked: 'Blocked: needs you',
  disabled: 'Syncing is switched off',
};

const KINDS = {
  submission: ['submission', 'submissions'],
  completion: ['completion', 'completions'],
  learner: ['learner', 'learners'],
  course: ['course', 'courses'],
  session: ['session', 'sessions'],
};

/** Shows a status as `/api/sync/status` answers it. */
export function showStatus(status) {
  showState(status);
  showRemedy(status.last_error, status.next_attempt_at);
  showNumbers(status);
  showTabs(status.tabs);
  showSize(status);
}

/** Shows that there is no status to be had. */
export function showUnreachable(message) {
  byId('state').dataset.state = 'unreachable';
  say('state-word', 'No answer');
  say('state-summary', `${message} Asking again by itself; what was stored before stays stored.`);
  byId('remedy').hidden = true;
}

function showState({ state, summary, next_attempt_at: nextAttempt }) {
  const words = state === 'in_sync' ? 'Everything that is stored is in the spreadsheet.' : sentence(summary);
  byId('state').dataset.state = state;
  say('state-word', STATE_WORDS[state] ?? state);
  const next = nextAttempt === null || state === 'syncing' ? '' : ` · next attempt ${until(nextAttempt)}`;
  say('state-summary', words + next);
  document.title = state === 'in_sync' ? 'Quiz Sync' : `${STATE_WORDS[state] ?? state} · Quiz Sync`;
}

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function showRemedy(problem) {
  byId('remedy').hidden = problem === null;
  if (problem === null) return;
  say('remedy-text', problem.remedy);
  say('remedy-cause', `${problem.message} (${problem.code}, since ${dateTime(problem.since)})`);
}

function showNumbers(status) {
  const { pending, statistics } = status;
  say('responses', count(status.responses));
  say('submissions', `in ${countOf(status.submissions, 'submission', 'submissions')}`);
  say('pending', count(pending.total));
  say('pending-detail', pendingDetail(status));
  say('last-success', status.last_success_at === null ? 'never' : ago(status.last_success_at));
  say('last-success-detail', status.last_success_at === null ? '' : dateTime(status.last_success_at));
  say('runs-total', count(statistics.total_syncs));
  say('runs-detail', runsDetail(statistics));
}

function pendingDetail({ pending, progress }) {
  if (progress !== null) return `${count(progress.done)} of ${count(progress.total)} changes written`;
  return pending.total === 0 ? 'everything is in the spreadsheet' : pendingKinds(pending);
}

function pendingKinds(pending) {
  return Object.entries(KINDS)
    .filter(([kind]) => pending[kind] > 0)
    .map(([kind, [one, many]]) => countOf(pending[kind], one, many))
    .join(', ');
}

function runsDetail({ failed_syncs: failed, last_sync_duration: seconds }) {
  const took = seconds === null ? [] : [`last took ${duration(seconds * 1_000)}`];
  return [`${count(failed)} failed`, ...took].join(', ');
}

function showTabs(tabs) {
  byId('tabs').replaceChildren(
    ...tabs.map(({ title, rows, problem }) =>
      make('tr', {}, [cell(title), cell(count(rows), 'number'), tabState(problem)]),
    ),
  );
}

/** How full the spreadsheet is, and what did not fit into cells of it. */
function showSize({ cells, cut_rows: cutRows }) {
  byId('cells').hidden = cells === null;
  if (cells !== null) say('cells', cellWords(cells));
  byId('cut').hidden = cutRows === 0;
  say('cut', `${countOf(cutRows, 'row has', 'rows have')} text too long for a cell; the store has it whole.`);
}

function cellWords({ used, limit, full_on: fullOn }) {
  const full = fullOn === null ? '' : `; full about ${fullOn}`;
  return `${count(used)} of ${count(limit)} cells${full}`;
}

function tabState(problem) {
  if (problem === null) return make('td', {}, [badge('good', 'fine')]);
  return make('td', {}, [
    badge('bad', 'set aside'),
    make('div', { text: `${problem.message} ${problem.remedy}`, className: 'faint' }),
  ]);
}

const RUN_BADGES = {
  queued: ['busy', 'queued'],
  running: ['busy', 'running'],
  succeeded: ['good', 'succeeded'],
  failed: ['bad', 'failed'],
  skipped: ['off', 'skipped'],
};

/** Shows runs as `/api/sync/runs` answers them. */
export function showRuns(runs) {
  const rows =
    runs.length === 0
      ? [make('tr', {}, [make('td', { text: 'None yet.', className: 'faint', colspan: '6' })])]
      : runs.map(runRow);
  byId('runs').replaceChildren(...rows);
}

function runRow(run) {
  const when = run.started_at ?? run.requested_at;
  const outcome = make('td', {}, [badge(...(RUN_BADGES[run.status] ?? ['off', run.status]))]);
  if (run.problem) outcome.append(make('div', { text: run.problem.message, className: 'faint' }));
  return make('tr', { title: run.reason }, [
    make('td', { className: 'nowrap', text: ago(when), title: dateTime(when) }),
    outcome,
    cell(count(run.changes), 'number'),
    cell(count(rowsWritten(run.tabs)), 'number'),
    cell(count(run.reads + run.writes), 'number'),
    cell(run.duration_ms === undefined ? '' : duration(run.duration_ms), 'number'),
  ]);
}

function rowsWritten(tabs) {
  return Object.values(tabs).reduce((sum, { updated, added, removed }) => sum + updated + added + removed, 0);
}

const badge = (state, text) => make('span', { text, className: 'badge', 'data-state': state });
