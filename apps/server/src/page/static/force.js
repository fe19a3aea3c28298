import { ask } from './api.js';
import { byId, say } from './elements.js';
import { countOf } from './words.js';

byId('force').addEventListener('click', force);

/** Asks for a sync, and says what came of it. */
async function force() {
  const button = byId('force');
  button.disabled = true;
  say('force-outcome', 'Asking for a sync…');
  try {
    say('force-outcome', outcomeOf(await ask('/api/sync/force?wait=true', { method: 'POST' })));
  } catch (refusal) {
    say('force-outcome', refusal.message);
  }
  button.disabled = false;
  button.focus();
}

function outcomeOf({ status, changes, problem }) {
  if (status === 'succeeded')
    return changes === 0
      ? 'Synced: there was nothing to write.'
      : `Synced: ${countOf(changes, 'change is', 'changes are')} in the spreadsheet.`;
  if (status === 'skipped') return 'Another instance is syncing at this moment.';
  return problem ? `The sync did not succeed: ${problem.message}` : 'The sync did not succeed.';
}
