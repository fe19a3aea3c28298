import type { Submission } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { int, json, type Row } from './columns.js';
import type { Connection } from './connection.js';
import { findEach } from './find-each.js';
import type { WorkerRepo } from './protocol.js';
import type { Steps } from './steps.js';

/** Inserting is in {@link insertGroup}: many callers share one transaction. */
export function submissionRepo(connection: Connection) {
  const { sql } = connection;

  function find(submissionId: string): Result<Submission | undefined, never> {
    const row = sql(FIND).get(submissionId);
    return ok(row && toSubmission(row));
  }

  function* findMany(submissionIds: readonly string[]): Steps<Result<Submission[], never>> {
    return ok(yield* findEach(connection, FIND, submissionIds, toSubmission));
  }

  function count(): Result<{ submissions: number; responses: number }, never> {
    const row = sql('SELECT submissions, responses FROM totals').get() ?? {};
    return ok({ submissions: int(row, 'submissions'), responses: int(row, 'responses') });
  }

  return { find, findMany, count } satisfies Omit<WorkerRepo<'submissions'>, 'insert'>;
}

function toSubmission(row: Row): Submission {
  return json<Submission>(row, 'document');
}

const FIND = 'SELECT document FROM submissions WHERE submission_id = ?';
