import { byId, drawnFrom, say } from './elements.js';
import { showRemedies } from './remedy-view.js';
import { count, countOf, sentence, span, until } from './words.js';

const STATE_WORDS = {
  in_sync: 'In sync',
  pending: 'Waiting to sync',
  syncing: 'Syncing',
  failing: 'Trying again',
  blocked: 'Blocked: needs you',
  disabled: 'Syncing is switched off',
};

/** The state at a glance, and what to do about it. */
export function showState(status) {
  const words = STATE_WORDS[status.state] ?? status.state;
  byId('state').dataset.state = status.state;
  say('state-word', words);
  say('state-summary', summaryOf(status));
  document.title = status.state === 'in_sync' ? 'Quiz Sync' : `${words} · Quiz Sync`;
  byId('force').hidden = status.state === 'disabled';
  showProgress(status.progress);
  remedies(problemsOf(status), status.spreadsheet_url, status.account);
}

/** There is no status to be had. */
export function showUnavailable(message) {
  byId('state').dataset.state = 'unreachable';
  say('state-word', 'No answer');
  say('state-summary', `${message} This page asks again by itself; what was stored before stays stored.`);
  document.title = 'No answer · Quiz Sync';
  byId('progress').hidden = true;
  remedies([], null, null);
}

const remedies = drawnFrom(showRemedies);

/** What stops everything first, then what stops a tab; what mends itself needs nobody. */
function problemsOf({ last_error: error, tabs, state }) {
  const ofTabs = tabs
    .filter(({ problem }) => problem !== null)
    .map(({ title, problem }) => ({ ...problem, tab: title }));
  const all = error === null ? ofTabs : [error, ...ofTabs];
  return state === 'disabled' ? all.filter(({ blocked }) => blocked) : all;
}

/** Told anew each second: durations grow while one looks. */
function summaryOf({
  state,
  responses,
  summary,
  pending,
  oldest_pending_since: since,
  next_attempt_at: next,
  last_error: error,
  tabs,
}) {
  const waiting = waitingWords(pending, since);
  switch (state) {
    case 'in_sync':
      return responses === 0
        ? 'Nothing has been stored yet. What is stored from now on appears in the spreadsheet by itself.'
        : 'Everything that is stored is in the spreadsheet.';
    case 'pending':
      return `${waiting}.`;
    case 'syncing':
      return pending.total === 0
        ? 'Looking whether the spreadsheet is up to date.'
        : `${waiting}; being written now.`;
    case 'failing':
      return `${error?.title ?? sentence(summary)}. ${waiting}${next === null ? '' : `; next attempt ${until(next)}`}.`;
    case 'blocked':
      return `${blockedBy(error, tabs)}. ${waiting}; submissions are stored all the while.`;
    case 'disabled':
      return `The settings say so: everything is stored, and nothing is written to the spreadsheet. ${waiting}; all of it is written once QUIZ_SYNC_SYNC_ENABLED is true and the service was restarted.`;
    default:
      return sentence(summary);
  }
}

function blockedBy(error, tabs) {
  if (error?.blocked) return error.title;
  const blocked = tabs.find(({ problem }) => problem?.blocked);
  return blocked === undefined ? 'A person is needed' : `${blocked.title}: ${blocked.problem.title}`;
}

function waitingWords({ total }, since) {
  if (total === 0) return 'Nothing else waits';
  if (since === null) return countOf(total, 'change waits', 'changes wait');
  const age = span(Date.now() - Date.parse(since));
  return `${countOf(total, 'change has', 'changes have')} been waiting for ${age}`;
}

function showProgress(progress) {
  const bar = byId('progress');
  bar.hidden = progress === null;
  if (progress === null) return;
  const percent = progress.total === 0 ? 0 : Math.floor((100 * progress.done) / progress.total);
  bar.setAttribute('aria-valuenow', String(percent));
  bar.setAttribute('aria-valuetext', `${count(progress.done)} of ${count(progress.total)}`);
  byId('progress-bar').style.width = `${percent}%`;
}
