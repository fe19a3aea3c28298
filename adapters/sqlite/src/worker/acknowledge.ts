import type { ChangeRef } from '@quiz-sync/core';
import { parseCompletionId } from './completion-id.js';
import type { Connection } from './connection.js';

/**
 * Inside a transaction. Takes documents off the list of pending changes, where they are still at the version named;
 * the document of a cleaned-up session goes with its acknowledgement, and so does an erased learner's.
 */
export function acknowledgeAll(connection: Connection, refs: readonly ChangeRef[]): void {
  for (const ref of refs) acknowledge(connection, ref);
}

function acknowledge({ sql }: Connection, { kind, id, version }: ChangeRef): void {
  switch (kind) {
    case 'submission':
      sql(SUBMISSION).run(version, id);
      return;
    case 'completion': {
      const ids = parseCompletionId(id);
      if (ids !== undefined) sql(COMPLETION).run(ids.userId, ids.courseId, version);
      return;
    }
    case 'learner':
      sql(ERASED_LEARNER).run(id, version);
      sql(LEARNER).run(id, version);
      return;
    case 'course':
      sql(COURSE).run(id, version);
      return;
    case 'session':
      sql(DELETED_SESSION).run(id, version);
      sql(SESSION).run(id, version);
      return;
    default:
      kind satisfies never;
  }
}

const SUBMISSION = `
  DELETE FROM pending_submissions
  WHERE version = ? AND seq = (SELECT seq FROM submissions WHERE submission_id = ?)`;
const COMPLETION =
  'UPDATE completions SET pending_since = NULL WHERE user_id = ? AND course_id = ? AND version = ?';
const ERASED_LEARNER = 'DELETE FROM learners WHERE user_id = ? AND version = ? AND erasure = 1';
const LEARNER = 'UPDATE learners SET pending_since = NULL, erasure = 0 WHERE user_id = ? AND version = ?';
const COURSE = 'UPDATE courses SET pending_since = NULL WHERE course_id = ? AND version = ?';
const DELETED_SESSION = 'DELETE FROM sessions WHERE session_id = ? AND version = ? AND deleted = 1';
const SESSION = 'UPDATE sessions SET pending_since = NULL WHERE session_id = ? AND version = ?';
