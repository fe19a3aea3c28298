import type { SyncStatus } from '@quiz-sync/core';
import { exitCodeOf } from '../exit-code.js';
import { counted } from '../render/counted.js';
import { roughly } from '../render/times.js';
import { type Check, doubtful, fine } from './check.js';

const NAME = 'backlog';

/** A running service takes seconds, and minutes when Google is busy. Milliseconds. */
const OLD_MS = 10 * 60_000;

/** What waits, since when, and what keeps it. */
export function checkBacklog(status: SyncStatus): Check {
  const { pending, last_error: problem, oldest_pending_age_ms: age = 0, sync_enabled: enabled } = status;
  const waiting =
    pending.total === 0 ? 'nothing waits' : `${counted(pending.total, 'change')} for ${roughly(age)}`;
  if (!enabled)
    return doubtful(NAME, `syncing is switched off; ${waiting}`, 'Set QUIZ_SYNC_SYNC_ENABLED to true.');
  if (problem !== undefined) {
    const detail = `${waiting}; the last sync failed: ${problem.message}`;
    if (!problem.blocked) return doubtful(NAME, detail, problem.remedy);
    const exitCode = exitCodeOf({ type: 'sync_failed', problem });
    return { name: NAME, state: 'failure', detail, remedy: problem.remedy, exitCode };
  }
  if (pending.total > 0 && age >= OLD_MS)
    return doubtful(NAME, waiting, 'quiz-sync force, and see that a service is running: quiz-sync serve');
  return fine(NAME, waiting);
}
