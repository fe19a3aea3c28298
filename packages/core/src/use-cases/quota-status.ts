import type { SyncRun } from '../sync/sync-run.js';
import type { Dependencies } from './dependencies.js';
import type { QuotaStatus } from './sync-status.js';

/** What may be asked of Google, and when it last was too much. */
export function quotaStatus(
  { quota }: Pick<Dependencies, 'quota'>,
  { runs }: { readonly runs: readonly SyncRun[] },
): QuotaStatus {
  const { burst, perSecond } = quota.limits;
  return {
    calls_left: quota.left(),
    calls_at_most: burst,
    level: Math.round(quota.level() * 100) / 100,
    calls_per_minute: Math.round(perSecond * 60),
    last_hit: lastHit(runs),
  };
}

/** Newest first, as runs are read. */
function lastHit(runs: readonly SyncRun[]): QuotaStatus['last_hit'] {
  const run = runs.find(({ problem }) => problem?.code === 'rate_limited');
  return run && { at: run.finished_at ?? run.requested_at, ...run.problem?.quota };
}
