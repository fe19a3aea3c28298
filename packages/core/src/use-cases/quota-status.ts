import type { ToldHandover } from '../ports/lease.js';
import { refilled } from '../sync/quota.js';
import type { SyncRun } from '../sync/sync-run.js';
import type { Dependencies } from './dependencies.js';
import type { QuotaStatus } from './sync-status.js';

/**
 * What may be asked of Google, and when it last was too much. Told from what the last caller has left in the store, and
 * not from this instance's own count, so that all instances tell the same.
 */
export function quotaStatus(
  { quota }: Pick<Dependencies, 'quota'>,
  { runs, handover }: { readonly runs: readonly SyncRun[]; readonly handover: ToldHandover | undefined },
): QuotaStatus {
  const { limits } = quota;
  const level = handover === undefined ? limits.burst : refilled(limits, handover.callsLeft, handover.agoMs);
  return {
    calls_left: Math.max(0, Math.floor(level)),
    calls_at_most: limits.burst,
    level: Math.round(level * 100) / 100,
    calls_per_minute: Math.round(limits.perSecond * 60),
    last_hit: lastHit(runs),
  };
}

/** Newest first, as runs are read. */
function lastHit(runs: readonly SyncRun[]): QuotaStatus['last_hit'] {
  const run = runs.find(({ problem }) => problem?.code === 'rate_limited');
  return run && { at: run.finished_at ?? run.requested_at, ...run.problem?.quota };
}
