import type { LeaseHolder } from '../ports/lease.js';
import type { SyncRun } from '../sync/sync-run.js';

/**
 * The run in progress, out of the recent ones (newest first). A record alone does not show that: a crashed process
 * leaves its own behind as running. So somebody must hold the lease, and no later run may have ended since.
 */
export function currentRun(runs: readonly SyncRun[], holder: LeaseHolder | undefined): SyncRun | undefined {
  if (holder === undefined) return undefined;
  const latest = runs.find((run) => run.status !== 'queued' && run.status !== 'skipped');
  return latest?.status === 'running' ? latest : undefined;
}

/** Whether a run is over, however that went. */
export function hasEnded(run: SyncRun): boolean {
  return run.status !== 'queued' && run.status !== 'running';
}
