import type { SyncStatus } from '@quiz-sync/core';
import { moment } from '../render/times.js';
import { type Check, doubtful, fine } from './check.js';

const NAME = 'quota';

/** Whoever looks wants to know of today's refusals, not of last week's. Milliseconds. */
const RECENT_MS = 86_400_000;

/** The calls to Google that may be made, and whether it has refused some lately. `now`: epoch milliseconds. */
export function checkQuota({ quota }: SyncStatus, now: number): Check {
  const { calls_left: left, calls_at_most: most, calls_per_minute: perMinute, last_hit: hit } = quota;
  const detail = `${left} of ${most} calls left, ${perMinute} more a minute`;
  if (hit === undefined || now - Date.parse(hit.at) > RECENT_MS) return fine(NAME, detail);
  const which = hit.per === undefined ? '' : ` for a ${hit.per}`;
  return doubtful(
    NAME,
    `${detail}; Google said ${moment(hit.at, now)} that its own${which} was used up`,
    'See what else calls Google as this account, or ask for more: https://console.cloud.google.com/apis/api/sheets.googleapis.com/quotas',
  );
}
