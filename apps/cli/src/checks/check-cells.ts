import { type CellUse, ERROR_CODES, fillIn, type SyncStatus } from '@quiz-sync/core';
import { exitCodeOf } from '../exit-code.js';
import { type Check, doubtful, fine } from './check.js';

const NAME = 'cells';

/** Who looks once a month can still act. Milliseconds. */
const SOON_MS = 31 * 86_400_000;
/** Without a forecast: this part of the spreadsheet. */
const NEARLY_FULL = 0.9;

/** How full the spreadsheet is, and when it will be. `now` is epoch milliseconds. */
export function checkCells({ cells, spreadsheet_url }: SyncStatus, now: number): Check {
  if (cells === undefined) return fine(NAME, 'not counted yet: the first sync does');
  const { title, remedy } = ERROR_CODES.cell_limit_reached;
  const mend = fillIn(remedy, { spreadsheet_url });
  if (cells.used >= cells.limit) {
    const problem = {
      code: 'cell_limit_reached',
      message: title,
      remedy: mend,
      since: cells.as_of,
      blocked: true,
    };
    const exitCode = exitCodeOf({ type: 'sync_failed', problem });
    return { name: NAME, state: 'failure', detail: `${title}: ${words(cells)}`, remedy: mend, exitCode };
  }
  const soon = cells.full_on !== undefined && Date.parse(cells.full_on) - now < SOON_MS;
  return soon || cells.used >= NEARLY_FULL * cells.limit
    ? doubtful(NAME, words(cells), mend)
    : fine(NAME, words(cells));
}

function words({ used, limit, full_on: fullOn }: CellUse): string {
  const [are, of] = [used, limit].map((count) => count.toLocaleString('en-US'));
  return `${are} of ${of}${fullOn === undefined ? '' : `; full about ${fullOn}`}`;
}
