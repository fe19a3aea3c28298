import type { Submission } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { int, json } from './columns.js';
import type { Connection } from './connection.js';
import type { WorkerRepo } from './protocol.js';
import { type Steps, slices } from './steps.js';

/** Inserting is in {@link insertGroup}: many callers share one transaction. */
export function submissionRepo({ sql }: Connection) {
  function find(submissionId: string): Result<Submission | undefined, never> {
    const row = sql('SELECT document FROM submissions WHERE submission_id = ?').get(submissionId);
    return ok(row && json<Submission>(row, 'document'));
  }

  function* findMany(submissionIds: readonly string[]): Steps<Result<Submission[], never>> {
    const submissions: Submission[] = [];
    for (const slice of slices([...new Set(submissionIds)])) {
      for (const submissionId of slice) {
        const row = sql('SELECT document FROM submissions WHERE submission_id = ?').get(submissionId);
        if (row !== undefined) submissions.push(json<Submission>(row, 'document'));
      }
      yield;
    }
    return ok(submissions);
  }

  function count(): Result<{ submissions: number; responses: number }, never> {
    const row = sql('SELECT submissions, responses FROM totals').get() ?? {};
    return ok({ submissions: int(row, 'submissions'), responses: int(row, 'responses') });
  }

  return { find, findMany, count } satisfies Omit<WorkerRepo<'submissions'>, 'insert'>;
}
