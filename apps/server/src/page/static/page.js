import './check-view.js';
import './force.js';
import { rememberAll } from './backlog-samples.js';
import { showBacklog } from './backlog-view.js';
import { byId, say } from './elements.js';
import { followStatus } from './follow-status.js';
import { showNumbers } from './numbers-view.js';
import { showRuns } from './runs-view.js';
import { showSetAside } from './set-aside-view.js';
import { showSheet } from './sheet-view.js';
import { showSignedIn, showSignIn, signIn } from './sign-in.js';
import { showState, showUnavailable } from './state-view.js';
import { showTabs } from './tabs-view.js';

const LINK_WORDS = { live: 'Live', asking: 'Asking every few seconds', away: 'Not connected', ended: '' };

/** The latest status; `null` while there is none to be had. */
let status = null;
/** What the local spreadsheet was last drawn for: it changes only when this does. */
let sheetDrawnFor = '';

signIn(() => {
  followStatus({
    status: hear,
    backlog: rememberAll,
    problem(message) {
      status = null;
      showSignedIn();
      showUnavailable(message);
    },
    link: showLink,
    refused(refusal) {
      status = null;
      showLink('ended');
      showSignIn(refusal);
    },
  });
});
// What scrolls must be reachable by keyboard.
for (const scroll of document.querySelectorAll('.scroll')) scroll.tabIndex = 0;
// Ages grow while nothing else happens.
setInterval(show, 1_000);
window.addEventListener('resize', show);

function hear(next) {
  status = next;
  byId('signed-in').dataset.known = 'yes';
  showSignedIn();
  show();
  void showSpreadsheet();
}

function show() {
  if (status === null) return;
  showState(status);
  showNumbers(status);
  showTabs(status);
  showSetAside(status.set_aside);
  showBacklog(status);
  showRuns(status);
}

async function showSpreadsheet() {
  const { statistics, last_success_at: success, tabs, spreadsheet_url: url } = status;
  const now = JSON.stringify([statistics.total_syncs, success, tabs.map(({ rows }) => rows)]);
  if (now === sheetDrawnFor) return;
  sheetDrawnFor = now;
  const local = await showSheet().catch(() => {
    sheetDrawnFor = '';
    return false;
  });
  const link = byId('spreadsheet-link');
  link.hidden = local || url === null;
  if (url !== null) link.href = url;
}

function showLink(state) {
  byId('link').dataset.link = state;
  say('link', LINK_WORDS[state]);
}
