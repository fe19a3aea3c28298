import type { ChangeKind } from '@quiz-sync/core';
import type { Row } from './columns.js';
import { int, text } from './columns.js';
import { parseCompletionId } from './completion-id.js';
import type { Connection } from './connection.js';

/** The order in which everything is made pending again. */
export const KINDS: readonly ChangeKind[] = ['submission', 'completion', 'learner', 'course', 'session'];

/** Where a document is: the values of its table's primary key. */
export type Place = readonly (string | number)[];

/** A place before every document of the kind: ids are not empty, and numbering begins with 1. */
export const START_OF: Readonly<Record<ChangeKind, Place>> = {
  submission: [0],
  completion: ['', ''],
  learner: [''],
  course: [''],
  session: [''],
};

/** `undefined` when there is no such submission, or the id is no completion's. Other ids are places as they are. */
export function placeOf({ sql }: Connection, kind: ChangeKind, id: string): Place | undefined {
  switch (kind) {
    case 'submission': {
      const row = sql('SELECT seq FROM submissions WHERE submission_id = ?').get(id);
      return row && [int(row, 'seq')];
    }
    case 'completion': {
      const ids = parseCompletionId(id);
      return ids && [ids.userId, ids.courseId];
    }
    case 'learner':
    case 'course':
    case 'session':
      return [id];
    default:
      return kind satisfies never;
  }
}

/** The first documents behind `after`, at most `limit`. */
export function placesAfter({ sql }: Connection, kind: ChangeKind, after: Place, limit: number): Place[] {
  return sql(PAGE[kind])
    .all(...after, limit)
    .map((row) => placeIn(kind, row));
}

/**
 * Inside a transaction. Raises the versions of the documents at these places, where there are any, and makes them
 * pending; one that waits already keeps its place in the queue.
 */
export function raise({ sql, now }: Connection, kind: ChangeKind, places: readonly Place[]): void {
  const at = now();
  if (kind !== 'submission') {
    for (const place of places) sql(RAISE[kind]).run(at, ...place);
    return;
  }
  // A submission that is not pending has no version anywhere, so a new one comes from a counter that only grows.
  const version = int(
    sql('UPDATE totals SET changes = changes + 1 RETURNING changes').get() ?? {},
    'changes',
  );
  for (const place of places) sql(RAISE_SUBMISSION).run(version, at, ...place);
}

/** The same of a row that was read. */
export function placeIn(kind: ChangeKind, row: Row): Place {
  switch (kind) {
    case 'submission':
      return [int(row, 'seq')];
    case 'completion':
      return [text(row, 'user_id'), text(row, 'course_id')];
    case 'learner':
      return [text(row, 'user_id')];
    case 'course':
      return [text(row, 'course_id')];
    case 'session':
      return [text(row, 'session_id')];
    default:
      return kind satisfies never;
  }
}

const PAGE: Readonly<Record<ChangeKind, string>> = {
  submission: 'SELECT seq FROM submissions WHERE seq > ? ORDER BY seq LIMIT ?',
  completion: `SELECT user_id, course_id FROM completions
    WHERE (user_id, course_id) > (?, ?) ORDER BY user_id, course_id LIMIT ?`,
  learner: 'SELECT user_id FROM learners WHERE user_id > ? ORDER BY user_id LIMIT ?',
  course: 'SELECT course_id FROM courses WHERE course_id > ? ORDER BY course_id LIMIT ?',
  session: 'SELECT session_id FROM sessions WHERE session_id > ? ORDER BY session_id LIMIT ?',
};

const RAISED = 'version = version + 1, pending_since = coalesce(pending_since, ?)';

const RAISE: Readonly<Record<Exclude<ChangeKind, 'submission'>, string>> = {
  completion: `UPDATE completions SET ${RAISED} WHERE user_id = ? AND course_id = ?`,
  learner: `UPDATE learners SET ${RAISED} WHERE user_id = ?`,
  course: `UPDATE courses SET ${RAISED} WHERE course_id = ?`,
  session: `UPDATE sessions SET ${RAISED} WHERE session_id = ?`,
};

const RAISE_SUBMISSION = `
  INSERT INTO pending_submissions (seq, version, since, responses)
  SELECT seq, ?, ?, responses FROM submissions WHERE seq = ?
  ON CONFLICT (seq) DO UPDATE SET version = excluded.version`;
