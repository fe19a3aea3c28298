import type { SyncRun } from '@quiz-sync/core';
import { APART_MS, type BacklogSample } from './backlog-history.js';

/** A run that wrote, or found nothing to write: what it took in had waited since `from`. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly changes: number;
}

/**
 * What the runs in the store tell of the time before the service watched: what a run took in waited from when it was asked
 * for, or the first of those before it that failed, until it ended. No more than that is known, so that what waited
 * between is the most it can have been, and not how it grew. Oldest first.
 *
 * @param runs newest first
 */
export function historyOfRuns(runs: readonly SyncRun[]): BacklogSample[] {
  const stretches = stretchesOf(runs.toReversed());
  return stretches.flatMap(({ from, to, changes }, index) => {
    const peak = { at: from, waiting: changes, oldest_age_ms: to - from, from_run: true } as const;
    // Samples that are closer would be taken for one.
    const over = Math.max(to, from + APART_MS);
    const next = stretches[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    return over + APART_MS > next
      ? [peak]
      : [peak, { at: over, waiting: 0, oldest_age_ms: 0, from_run: true } as const];
  });
}

function stretchesOf(runs: readonly SyncRun[]): Stretch[] {
  const stretches: Stretch[] = [];
  let failing: number | undefined;
  for (const { status, requested_at, finished_at, changes } of runs) {
    const asked = Date.parse(requested_at);
    if (status === 'failed') failing ??= asked;
    if (status !== 'succeeded' || finished_at === undefined) continue;
    stretches.push({ from: failing ?? asked, to: Date.parse(finished_at), changes });
    failing = undefined;
  }
  return stretches;
}
