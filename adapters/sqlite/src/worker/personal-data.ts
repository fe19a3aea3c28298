import type { Session, Submission, SubmissionsCursor, SubmissionsPage } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { int, json } from './columns.js';
import type { Connection } from './connection.js';
import { eraseLearner } from './erase-learner.js';
import type { WorkerRepo } from './protocol.js';
import { SESSION_COLUMNS, toSession } from './session-repo.js';
import type { Steps } from './steps.js';

export function personalData(connection: Connection) {
  const { sql } = connection;

  function* submissionsOf(
    userId: string,
    cursor: SubmissionsCursor | undefined,
    limit: number,
  ): Steps<Result<SubmissionsPage, never>> {
    const rows = sql(SUBMISSIONS_OF).all(userId, Number(cursor ?? 0), limit);
    yield;
    const submissions = rows.map((row) => json<Submission>(row, 'document'));
    const last = rows.at(-1);
    const next = last === undefined || rows.length < limit ? undefined : String(int(last, 'seq'));
    return ok({ submissions, next });
  }

  function sessionsOf(userId: string): Result<Session[], never> {
    return ok(sql(SESSIONS_OF).all(userId).map(toSession));
  }

  return {
    erase: (userId: string) => eraseLearner(connection, userId),
    submissionsOf,
    sessionsOf,
  } satisfies WorkerRepo<'personal'>;
}

const SUBMISSIONS_OF = `
  SELECT seq, document FROM submissions INDEXED BY submissions_by_user
  WHERE user_id = ? AND seq > ? ORDER BY seq LIMIT ?`;

const SESSIONS_OF = `
  SELECT ${SESSION_COLUMNS} FROM sessions INDEXED BY sessions_by_user WHERE user_id = ? AND deleted = 0`;
