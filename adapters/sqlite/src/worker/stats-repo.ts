import type { LearnerTally, SessionTally } from '@quiz-sync/core';
import { compareText } from '@quiz-sync/core/light';
import { ok, type Result } from 'neverthrow';
import { int, optionalText, text } from './columns.js';
import type { Connection } from './connection.js';
import { tallyLearners } from './learner-tallies.js';
import type { WorkerRepo } from './protocol.js';
import type { Steps } from './steps.js';
import { subjectsAfter } from './subjects.js';

export function statsRepo(connection: Connection) {
  function* learners(userIds: readonly string[]): Steps<Result<LearnerTally[], never>> {
    return ok(yield* tallyLearners(connection, new Set(userIds)));
  }

  function* sessions(sessionIds: readonly string[]): Steps<Result<SessionTally[], never>> {
    const tallies: SessionTally[] = [];
    for (const sessionId of new Set(sessionIds)) {
      const tally = tallySession(connection, sessionId);
      if (tally !== undefined) tallies.push(tally);
      yield;
    }
    return ok(tallies);
  }

  return {
    learners,
    sessions,
    subjects: (cursor, limit) => subjectsAfter(connection, cursor, limit),
  } satisfies WorkerRepo<'stats'>;
}

/** Equal to core's `tallySession`, from the index of sessions and the rows of the first instant alone. */
function tallySession({ sql }: Connection, sessionId: string): SessionTally | undefined {
  const span = sql(SPAN).get(sessionId) ?? { first_at: null };
  const firstAt = optionalText(span, 'first_at');
  if (firstAt === undefined) return undefined;
  const [first] = sql(SUBMITTED_AT)
    .all(sessionId, firstAt)
    .map((row) => ({ submission_id: text(row, 'submission_id'), user_id: text(row, 'user_id') }))
    // SQLite would compare UTF-8 bytes; the rule is UTF-16 code units.
    .sort((a, b) => compareText(a.submission_id, b.submission_id));
  if (first === undefined) return undefined;
  return {
    session_id: sessionId,
    user_id: first.user_id,
    submissions: int(span, 'submissions'),
    last_submitted_at: text(span, 'last_at'),
  };
}

const SPAN = `
  SELECT count(*) AS submissions, min(submitted_at) AS first_at, max(submitted_at) AS last_at
  FROM submissions WHERE session_id = ?`;

const SUBMITTED_AT =
  'SELECT submission_id, user_id FROM submissions WHERE session_id = ? AND submitted_at = ?';
