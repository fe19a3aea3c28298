import { EXIT_CODES } from '../exit-code.js';
import { roughly } from '../render/times.js';
import { type Check, doubtful, fine, notLookedAt } from './check.js';

const NAME = 'clock';

/** What network time keeps every machine within, with room for a slow answer. Milliseconds. */
const UNUSUAL_MS = 30_000;
/** Google refuses to give tokens to whoever is further away, about. Milliseconds. */
const TOO_FAR_MS = 5 * 60_000;

const MEND = 'Set it by network time: sudo timedatectl set-ntp true';

/** How far this machine's clock is ahead of Google's, or behind; `undefined`: Google said nothing. Milliseconds. */
export function checkClock(aheadMs: number | undefined): Check {
  if (aheadMs === undefined) return notLookedAt(NAME, 'Google gave no answer that tells the time');
  const away = Math.abs(aheadMs);
  const detail = `${roughly(away)} ${aheadMs > 0 ? 'ahead of' : 'behind'} the clock of Google`;
  if (away >= TOO_FAR_MS)
    return { name: NAME, state: 'failure', detail, remedy: MEND, exitCode: EXIT_CODES.access };
  if (away >= UNUSUAL_MS) return doubtful(NAME, detail, MEND);
  return fine(NAME, 'it agrees with that of Google');
}
