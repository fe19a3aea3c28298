import type { SyncProblem } from '../sync/sync-run.js';
import { durationWords } from './duration-words.js';
import type { SyncStateName } from './sync-status.js';

/** All that state and summary of a sync are told from. Durations in milliseconds. */
export interface SyncSituation {
  readonly enabled: boolean;
  readonly inProgress: boolean;
  readonly waiting: number;
  readonly oldestAgeMs: number | undefined;
  /** Every row is being compared again: more than what waits now is still to come. */
  readonly rebuilding: boolean;
  /** What stopped the last run, if anything did. */
  readonly problem: SyncProblem | undefined;
  /** Why tabs are set aside. */
  readonly tabProblems: readonly SyncProblem[];
  readonly nextAttemptInMs: number | undefined;
}

/**
 * The state in one word. What a person must see to comes first, then what is failing, and both stay until a run has
 * succeeded: a state that said `syncing` at every further attempt would hide them.
 */
export function syncStateName(situation: SyncSituation): SyncStateName {
  if (!situation.enabled) return 'disabled';
  if (blockingProblem(situation) !== undefined) return 'blocked';
  if (situation.problem !== undefined) return 'failing';
  if (situation.inProgress) return 'syncing';
  return situation.waiting > 0 || situation.rebuilding ? 'pending' : 'in_sync';
}

/** The same in one line. */
export function syncSummary(situation: SyncSituation): string {
  const state = syncStateName(situation);
  switch (state) {
    case 'disabled':
      return 'disabled';
    case 'blocked':
      return `blocked: ${blockingProblem(situation)?.message ?? ''}`;
    case 'failing':
      return `failing: ${situation.problem?.message ?? ''}${attemptWords(situation)}`;
    case 'syncing':
      return situation.waiting > 0 ? `syncing: ${situation.waiting} waiting` : 'syncing';
    case 'pending':
      return pendingWords(situation);
    case 'in_sync':
      return 'in sync';
    default:
      return state satisfies never;
  }
}

function blockingProblem({ problem, tabProblems }: SyncSituation): SyncProblem | undefined {
  return problem?.blocked ? problem : tabProblems.find((each) => each.blocked);
}

function attemptWords({ inProgress, nextAttemptInMs }: SyncSituation): string {
  if (inProgress) return ' (trying again now)';
  return nextAttemptInMs === undefined ? '' : ` (next attempt in ${durationWords(nextAttemptInMs)})`;
}

function pendingWords({ waiting, oldestAgeMs, rebuilding }: SyncSituation): string {
  const since = oldestAgeMs === undefined ? '' : ` since ${durationWords(oldestAgeMs)}`;
  const words = `${waiting} waiting${since}`;
  return rebuilding ? `comparing every row again: ${words}` : words;
}
