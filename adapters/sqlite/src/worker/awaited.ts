import type { AwaitedSubject, RowSubject } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { optionalInt } from './columns.js';
import type { Connection } from './connection.js';
import { type Steps, slices } from './steps.js';

/** Subjects asked about in one step: a learner may have a long history. */
const SUBJECTS_OF_STEP = 100;

export function* awaited(
  connection: Connection,
  subjects: readonly RowSubject[],
): Steps<Result<AwaitedSubject[], never>> {
  const found: AwaitedSubject[] = [];
  for (const slice of slices(subjects, SUBJECTS_OF_STEP)) {
    for (const subject of slice) {
      const since = oldest(connection, subject);
      if (since !== undefined) found.push({ ...subject, since: new Date(since).toISOString() });
    }
    yield;
  }
  return ok(found);
}

/** Epoch milliseconds; `undefined` when nothing is pending. */
function oldest({ sql }: Connection, { kind, id }: RowSubject): number | undefined {
  const times = OLDEST[kind].flatMap((query) => {
    const row = sql(query).get(id);
    return (row && optionalInt(row, 'since')) ?? [];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}

/** `CROSS JOIN`: from the submissions of one learner or session to what is pending, not the other way round. */
const OLDEST: Readonly<Record<RowSubject['kind'], readonly string[]>> = {
  submission: [
    `SELECT since FROM pending_submissions
      WHERE seq = (SELECT seq FROM submissions WHERE submission_id = ?)`,
  ],
  learner: [
    'SELECT pending_since AS since FROM learners WHERE user_id = ?',
    'SELECT min(pending_since) AS since FROM completions WHERE user_id = ?',
    'SELECT min(pending_since) AS since FROM sessions INDEXED BY sessions_by_user WHERE user_id = ?',
    `SELECT min(pending_since) AS since FROM sessions INDEXED BY sessions_handed_over
      WHERE pending_since IS NOT NULL AND former_users <> '[]'
        AND EXISTS (SELECT 1 FROM json_each(former_users) WHERE value = ?)`,
    `SELECT min(since) AS since FROM submissions
      CROSS JOIN pending_submissions ON pending_submissions.seq = submissions.seq WHERE user_id = ?`,
  ],
  session: [
    'SELECT pending_since AS since FROM sessions WHERE session_id = ?',
    `SELECT min(since) AS since FROM submissions
      CROSS JOIN pending_submissions ON pending_submissions.seq = submissions.seq WHERE session_id = ?`,
  ],
};
