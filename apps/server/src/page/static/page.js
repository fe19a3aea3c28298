import { ask, useKey } from './api.js';
import { byId, say } from './elements.js';
import { showSheet } from './sheet-view.js';
import { showRuns, showStatus, showUnreachable } from './status-view.js';

/** Milliseconds between two looks while the page is seen. */
const LOOK_EVERY = 1_500;

/** What the runs and the sheet were last drawn for: they change only when this does. */
let drawnFor = '';
let timer;

byId('force').addEventListener('click', force);
byId('key-form').addEventListener('submit', (event) => {
  event.preventDefault();
  useKey(byId('key').value);
  void look();
});
document.addEventListener('visibilitychange', look);
void look();

/** Looks once, and again in a while; while nobody sees the page, not at all. */
async function look() {
  clearTimeout(timer);
  if (document.visibilityState === 'hidden') return;
  try {
    await show(await ask('/api/sync/status'));
    byId('key-form').hidden = true;
  } catch (refusal) {
    showRefusal(refusal);
  }
  timer = setTimeout(look, LOOK_EVERY);
}

async function show(status) {
  showStatus(status);
  const { total_syncs: syncs } = status.statistics;
  const now = JSON.stringify([status.state, syncs, status.last_success_at, status.tabs]);
  if (now === drawnFor) return;
  const [{ runs }, local] = await Promise.all([ask('/api/sync/runs'), showSheet()]);
  showRuns(runs);
  showLink(local ? null : status.spreadsheet_url);
  drawnFor = now;
}

function showLink(url) {
  const link = byId('spreadsheet-link');
  link.hidden = url === null;
  if (url !== null) link.href = url;
}

function showRefusal(refusal) {
  if (refusal.status !== 401) {
    showUnreachable(refusal.message);
    return;
  }
  const form = byId('key-form');
  say('key-refused', form.hidden || byId('key').value === '' ? '' : 'This key is not known here.');
  form.hidden = false;
  showUnreachable('The service wants to know who is asking.');
}

async function force() {
  const button = byId('force');
  button.disabled = true;
  say('force-outcome', 'Asking for a sync…');
  try {
    const run = await ask('/api/sync/force?wait=true', 'POST');
    say('force-outcome', outcomeOf(run));
  } catch (refusal) {
    say('force-outcome', refusal.message);
  }
  button.disabled = false;
  await look();
}

function outcomeOf({ status, changes, problem }) {
  if (status === 'succeeded')
    return changes === 0
      ? 'Synced: there was nothing to write.'
      : `Synced: ${changes} changes are in the spreadsheet.`;
  if (status === 'skipped') return 'Another instance is syncing at this moment.';
  return problem ? `The sync did not succeed: ${problem.message}` : 'The sync did not succeed.';
}
