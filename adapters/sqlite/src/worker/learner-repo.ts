import type { Learner, LearnerFacts } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { int, json, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { findEach } from './find-each.js';
import { mergeFacts } from './merge-facts.js';
import type { WorkerRepo } from './protocol.js';
import { type Steps, slices } from './steps.js';

export function learnerRepo(connection: Connection) {
  const { sql, write } = connection;

  function upsert(
    userId: string,
    facts: LearnerFacts,
  ): Result<{ learner: Learner; changed: boolean }, never> {
    const outcome = write(() => {
      const row = sql(FIND).get(userId);
      const { merged, changed } = mergeFacts(row && json<LearnerFacts>(row, 'facts'), facts);
      if (row !== undefined && !changed) return { learner: toLearner(row), changed };
      const written = sql(PUT).get(userId, JSON.stringify(merged), connection.now()) ?? {};
      return { learner: toLearner(written), changed };
    });
    return ok(outcome);
  }

  function* findMany(userIds: readonly string[]): Steps<Result<Learner[], never>> {
    return ok(yield* findEach(connection, FIND, userIds, toLearner));
  }

  function* touch(userIds: readonly string[]): Steps<Result<void, never>> {
    for (const slice of slices(userIds)) {
      write(() => {
        const now = connection.now();
        for (const userId of slice) sql(TOUCH).run(userId, now);
      });
      yield;
    }
    return ok(undefined);
  }

  return { upsert, findMany, touch } satisfies WorkerRepo<'learners'>;
}

function toLearner(row: Row): Learner {
  return {
    ...json<LearnerFacts>(row, 'facts'),
    user_id: text(row, 'user_id'),
    version: int(row, 'version'),
  };
}

const FIND = 'SELECT user_id, facts, version FROM learners WHERE user_id = ? AND erasure <> 1';

const PUT = `
  INSERT INTO learners (user_id, facts, version, pending_since) VALUES (?, ?, 1, ?)
  ON CONFLICT (user_id) DO UPDATE SET
    facts = excluded.facts, version = version + 1, pending_since = coalesce(pending_since, excluded.pending_since),
    erasure = CASE erasure WHEN 1 THEN 2 ELSE erasure END
  RETURNING user_id, facts, version`;

const TOUCH = `
  INSERT INTO learners (user_id, facts, version, pending_since) VALUES (?, '{}', 1, ?)
  ON CONFLICT (user_id) DO UPDATE SET
    version = version + 1, pending_since = coalesce(pending_since, excluded.pending_since)`;
