import type { Completion, CompletionOutcome, KeyedRequest, KeyTaken } from '@quiz-sync/core';
import { KEY_LIFETIME_MS } from '@quiz-sync/core/light';
import { ok, type Result } from 'neverthrow';
import { optionalText, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { completeOnce } from './course-repo.js';
import type { WorkerRepo } from './protocol.js';

/** Submissions under a key travel with all others, see {@link insertGroup}. */
export function idempotencyKeys(connection: Connection) {
  const { write } = connection;

  function complete(
    completion: Completion,
    request: KeyedRequest,
  ): Result<CompletionOutcome | KeyTaken, never> {
    return ok(
      write(() => {
        const by = holderOf(connection, request);
        if (by !== undefined) return { type: 'key_taken', by };
        const { completion: existing, inserted } = completeOnce(connection, completion);
        if (!inserted) return { type: 'exists', existing };
        takeKey(connection, request);
        return { type: 'inserted' };
      }),
    );
  }

  function keep(request: KeyedRequest): Result<{ type: 'kept' } | KeyTaken, never> {
    return ok(
      write(() => {
        const by = holderOf(connection, request);
        if (by !== undefined) return { type: 'key_taken', by };
        takeKey(connection, request);
        return { type: 'kept' };
      }),
    );
  }

  return { complete, keep } satisfies Omit<WorkerRepo<'idempotency'>, 'submit'>;
}

/** Inside a transaction. The request that holds the key and does not give way to this one. */
export function holderOf({ sql, now }: Connection, request: KeyedRequest): KeyedRequest | undefined {
  const row = sql(FIND).get(request.scope, request.key, now() - KEY_LIFETIME_MS);
  if (row === undefined) return undefined;
  const by = toRequest(row);
  return by.answer === undefined && by.fingerprint === request.fingerprint ? undefined : by;
}

/** Inside a transaction, with the key free. Forgets a few whose time is over, and so more than come. */
export function takeKey({ sql, now }: Connection, request: KeyedRequest): void {
  const { scope, key, fingerprint, user_id, answer } = request;
  const at = now();
  sql(FORGET_SOME).run(at - KEY_LIFETIME_MS);
  sql(TAKE).run(scope, key, fingerprint, user_id, answer ?? null, at);
}

function toRequest(row: Row): KeyedRequest {
  return {
    scope: text(row, 'scope'),
    key: text(row, 'key'),
    fingerprint: text(row, 'fingerprint'),
    user_id: text(row, 'user_id'),
    answer: optionalText(row, 'answer'),
  };
}

const FIND = `SELECT scope, key, fingerprint, user_id, answer FROM idempotency_keys
  WHERE scope = ? AND key = ? AND taken_at > ?`;

const TAKE = `INSERT OR REPLACE INTO idempotency_keys (scope, key, fingerprint, user_id, answer, taken_at)
  VALUES (?, ?, ?, ?, ?, ?)`;

const FORGET_SOME = `DELETE FROM idempotency_keys WHERE seq IN (
  SELECT seq FROM idempotency_keys WHERE taken_at <= ? ORDER BY taken_at LIMIT 10)`;
