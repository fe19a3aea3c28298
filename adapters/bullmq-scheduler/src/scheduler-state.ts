import type { SchedulerState } from '@quiz-sync/core';
import type { QueueView } from './sync-queue.js';

/** All that is told of a scheduler's state from. */
export interface Known {
  /** This instance is at a run itself. */
  readonly atWork: boolean;
  readonly stopping: boolean;
  /** What the queue held when it was last looked at. */
  readonly view: QueueView;
  /** That may not be so any more: Redis does not answer. */
  readonly isStale: boolean;
  /** Redis takes nothing into the queue. */
  readonly isRefusing: boolean;
  /** When the run is expected that was asked for here and is not in the queue yet; shared time. */
  readonly wantedAt: number | undefined;
}

export function stateOf(known: Known): SchedulerState {
  const { atWork, stopping, view, isStale, isRefusing, wantedAt } = known;
  const failures = view.at === 'waiting' ? view.facts.failures : 0;
  const resting = { nextAttemptAt: undefined, failures };
  if (atWork) return { phase: 'running', ...resting };
  if (stopping) return { phase: 'stopped', ...resting };
  if (view.at === 'running' && !isStale) return { phase: 'running', ...resting };
  if (view.at === 'waiting')
    return { phase: 'waiting', nextAttemptAt: isStale ? undefined : view.facts.dueAt, failures };
  if (view.at === 'idle' && wantedAt === undefined) return { phase: 'idle', ...resting };
  return { phase: 'waiting', nextAttemptAt: isRefusing ? undefined : wantedAt, failures };
}
