import type { LearnerTally, SessionTally, Submission } from '@quiz-sync/core';
import { compareText, tallyLearner } from '@quiz-sync/core/light';
import { ok, type Result } from 'neverthrow';
import { int, json, optionalText, text } from './columns.js';
import type { Connection } from './connection.js';
import type { WorkerRepo } from './protocol.js';
import { STEP_SIZE, type Steps } from './steps.js';

/**
 * Learners are folded by core's own function over their documents, found by an index. Measured against grouping with
 * `json_each` that took half the time, and it cannot differ.
 */
export function statsRepo(connection: Connection) {
  function* learners(userIds: readonly string[]): Steps<Result<LearnerTally[], never>> {
    const tallies: LearnerTally[] = [];
    for (const userId of new Set(userIds)) {
      const submissions = yield* submissionsOf(connection, userId);
      if (submissions.length > 0) tallies.push(tallyLearner(userId, submissions));
      yield;
    }
    return ok(tallies);
  }

  function* sessions(sessionIds: readonly string[]): Steps<Result<SessionTally[], never>> {
    const tallies: SessionTally[] = [];
    for (const sessionId of new Set(sessionIds)) {
      const tally = sessionTally(connection, sessionId);
      if (tally !== undefined) tallies.push(tally);
      yield;
    }
    return ok(tallies);
  }

  return { learners, sessions } satisfies WorkerRepo<'stats'>;
}

function* submissionsOf({ sql }: Connection, userId: string): Steps<Submission[]> {
  const submissions: Submission[] = [];
  let after = 0;
  while (true) {
    const rows = sql(SUBMISSIONS_OF).all(userId, after, STEP_SIZE);
    for (const row of rows) {
      submissions.push(json(row, 'document'));
      after = int(row, 'seq');
    }
    if (rows.length < STEP_SIZE) return submissions;
    yield;
  }
}

function sessionTally({ sql }: Connection, sessionId: string): SessionTally | undefined {
  const span = sql(SESSION_SPAN).get(sessionId) ?? { first_at: null };
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

const SUBMISSIONS_OF =
  'SELECT seq, document FROM submissions WHERE user_id = ? AND seq > ? ORDER BY seq LIMIT ?';

const SESSION_SPAN = `
  SELECT count(*) AS submissions, min(submitted_at) AS first_at, max(submitted_at) AS last_at
  FROM submissions WHERE session_id = ?`;

const SUBMITTED_AT =
  'SELECT submission_id, user_id FROM submissions WHERE session_id = ? AND submitted_at = ?';
