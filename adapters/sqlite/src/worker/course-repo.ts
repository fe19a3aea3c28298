import type { Completion, Course, CourseFacts } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { int, json, optionalText, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { findEach } from './find-each.js';
import { mergeFacts } from './merge-facts.js';
import type { WorkerRepo } from './protocol.js';
import type { Steps } from './steps.js';

export function courseRepo(connection: Connection) {
  const { sql, write } = connection;

  function upsert(courseId: string, facts: CourseFacts): Result<{ course: Course; changed: boolean }, never> {
    const outcome = write(() => {
      const row = sql(FIND).get(courseId);
      const { merged, changed } = mergeFacts(row && json<CourseFacts>(row, 'facts'), facts);
      if (row !== undefined && !changed) return { course: toCourse(row), changed };
      const written = sql(PUT).get(courseId, JSON.stringify(merged), connection.now()) ?? {};
      return { course: toCourse(written), changed };
    });
    return ok(outcome);
  }

  function* findMany(courseIds: readonly string[]): Steps<Result<Course[], never>> {
    return ok(yield* findEach(connection, FIND, courseIds, toCourse));
  }

  function complete(completion: Completion): Result<{ completion: Completion; inserted: boolean }, never> {
    return ok(write(() => completeOnce(connection, completion)));
  }

  function* completionsOf(userIds: readonly string[]): Steps<Result<Completion[], never>> {
    return ok(yield* findEach(connection, COMPLETIONS_OF, userIds, toCompletion));
  }

  return { upsert, findMany, complete, completionsOf } satisfies WorkerRepo<'courses'>;
}

/** Inside a transaction. */
export function completeOnce(
  { sql, now }: Connection,
  completion: Completion,
): { completion: Completion; inserted: boolean } {
  const inserted = sql(COMPLETE).run(...completionValues(completion), now());
  const row = sql(`${COMPLETIONS_OF} AND course_id = ?`).get(completion.user_id, completion.course_id) ?? {};
  return { completion: toCompletion(row), inserted: inserted.changes !== 0 };
}

function toCourse(row: Row): Course {
  return {
    ...json<CourseFacts>(row, 'facts'),
    course_id: text(row, 'course_id'),
    version: int(row, 'version'),
  };
}

/** In the order of {@link COMPLETION_COLUMNS}. */
export function completionValues(
  completion: Completion,
): [string, string, string | null, string, string | null] {
  const { user_id, course_id, session_id, completed_at, ...details } = completion;
  const kept = JSON.stringify(details);
  return [user_id, course_id, session_id ?? null, completed_at, kept === '{}' ? null : kept];
}

/** Needs {@link COMPLETION_COLUMNS}. */
export function toCompletion(row: Row): Completion {
  const sessionId = optionalText(row, 'session_id');
  return {
    user_id: text(row, 'user_id'),
    course_id: text(row, 'course_id'),
    ...(sessionId === undefined ? {} : { session_id: sessionId }),
    completed_at: text(row, 'completed_at'),
    ...(row['details'] === null ? {} : json<Partial<Completion>>(row, 'details')),
  };
}

export const COMPLETION_COLUMNS = 'user_id, course_id, session_id, completed_at, details';

const FIND = 'SELECT course_id, facts, version FROM courses WHERE course_id = ?';

const PUT = `
  INSERT INTO courses (course_id, facts, version, pending_since) VALUES (?, ?, 1, ?)
  ON CONFLICT (course_id) DO UPDATE SET
    facts = excluded.facts, version = version + 1, pending_since = coalesce(pending_since, excluded.pending_since)
  RETURNING course_id, facts, version`;

const COMPLETE = `
  INSERT INTO completions (${COMPLETION_COLUMNS}, version, pending_since)
  VALUES (?, ?, ?, ?, ?, 1, ?) ON CONFLICT (user_id, course_id) DO NOTHING`;

const COMPLETIONS_OF = `SELECT ${COMPLETION_COLUMNS} FROM completions WHERE user_id = ?`;
