import type { Session, SessionFacts } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { int, json, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { findEach } from './find-each.js';
import { mergeFacts } from './merge-facts.js';
import type { WorkerRepo } from './protocol.js';
import { STEP_SIZE, type Steps, slices } from './steps.js';

export function sessionRepo(connection: Connection) {
  const { sql, write } = connection;

  function upsert(
    sessionId: string,
    facts: SessionFacts,
    createdAt: string,
  ): Result<{ session: Session; changed: boolean }, never> {
    const outcome = write(() => {
      const row = sql(FIND).get(sessionId);
      const { merged, changed } = mergeFacts(row && json<SessionFacts>(row, 'facts'), facts);
      if (row !== undefined && !changed) return { session: toSession(row), changed };
      const created = row === undefined ? createdAt : text(row, 'created_at');
      const former = row === undefined ? [] : formerUsers(row, merged);
      return { session: put(connection, sessionId, { facts: merged, former, created }), changed };
    });
    return ok(outcome);
  }

  function* findMany(sessionIds: readonly string[]): Steps<Result<Session[], never>> {
    return ok(yield* findEach(connection, FIND, sessionIds, toSession));
  }

  function* learnersOf(sessionIds: readonly string[]): Steps<Result<Map<string, string[]>, never>> {
    const toUsers = (row: Row) => [text(row, 'session_id'), usersOf(row)] as const;
    return ok(new Map(yield* findEach(connection, FIND, sessionIds, toUsers)));
  }

  function* countChats(userIds: readonly string[]): Steps<Result<Map<string, number>, never>> {
    const chats = new Map<string, number>();
    for (const slice of slices([...new Set(userIds)])) {
      for (const userId of slice) chats.set(userId, int(sql(COUNT_CHATS).get(userId) ?? {}, 'chats'));
      yield;
    }
    return ok(chats);
  }

  function* cleanUp(before: string, { dryRun }: { dryRun: boolean }): Steps<Result<number, never>> {
    let found = 0;
    let after: Row | undefined = { heard_at: '', session_id: '' };
    while (after !== undefined) {
      const from: Row = after;
      const rows = dryRun
        ? emptySessions(connection, before, from)
        : write(() => deleteAll(connection, emptySessions(connection, before, from)));
      found += rows.length;
      after = rows.at(-1);
      yield;
    }
    return ok(found);
  }

  return { upsert, findMany, learnersOf, countChats, cleanUp } satisfies WorkerRepo<'sessions'>;
}

/** The next few behind `after`. */
function emptySessions({ sql }: Connection, before: string, after: Row): Row[] {
  return sql(EMPTY).all(before, text(after, 'heard_at'), text(after, 'session_id'), STEP_SIZE);
}

/** Inside a transaction. */
function deleteAll({ sql, now }: Connection, sessions: Row[]): Row[] {
  const at = now();
  for (const session of sessions) sql(DELETE).run(at, text(session, 'session_id'));
  return sessions;
}

/** Whose it was and is. */
function usersOf(row: Row): string[] {
  const { user_id } = json<SessionFacts>(row, 'facts');
  const former = json<string[]>(row, 'former_users');
  return user_id === undefined ? former : [...new Set([...former, user_id])];
}

/** Whose it was before, once it is whose `facts` say. */
function formerUsers(row: Row, facts: SessionFacts): string[] {
  const { user_id } = json<SessionFacts>(row, 'facts');
  return user_id === facts.user_id ? json<string[]>(row, 'former_users') : usersOf(row);
}

interface SessionDocument {
  readonly facts: SessionFacts;
  readonly former: readonly string[];
  /** ISO. */
  readonly created: string;
}

function put(
  { sql, now }: Connection,
  sessionId: string,
  { facts, former, created }: SessionDocument,
): Session {
  const written = sql(PUT).get(
    sessionId,
    facts.user_id ?? null,
    facts.messages_per_session ?? 0,
    facts.last_activity ?? created,
    created,
    JSON.stringify(facts),
    JSON.stringify(former),
    now(),
  );
  return toSession(written ?? {});
}

/** Needs {@link SESSION_COLUMNS}. */
export function toSession(row: Row): Session {
  return {
    ...json<SessionFacts>(row, 'facts'),
    session_id: text(row, 'session_id'),
    created_at: text(row, 'created_at'),
    version: int(row, 'version'),
  };
}

export const SESSION_COLUMNS = 'session_id, facts, former_users, created_at, version';

const FIND = `SELECT ${SESSION_COLUMNS} FROM sessions
  WHERE session_id = ? AND deleted = 0`;

/** A session that was cleaned up, but whose row is still to go, comes back with a version of its own. */
const PUT = `
  INSERT INTO sessions
    (session_id, user_id, messages, heard_at, created_at, facts, former_users, deleted, version, pending_since)
  VALUES (?, ?, ?, ?, ?, ?, ?, 0, 1, ?)
  ON CONFLICT (session_id) DO UPDATE SET
    user_id = excluded.user_id, messages = excluded.messages, heard_at = excluded.heard_at,
    created_at = excluded.created_at, facts = excluded.facts,
    former_users = excluded.former_users, deleted = 0, version = version + 1,
    pending_since = coalesce(pending_since, excluded.pending_since)
  RETURNING session_id, facts, created_at, version`;

const COUNT_CHATS =
  'SELECT count(*) AS chats FROM sessions WHERE user_id = ? AND messages > 0 AND deleted = 0';

/** Instants are of equal length, so text order is time order. */
const EMPTY = `
  SELECT heard_at, session_id FROM sessions
  WHERE messages = 0 AND deleted = 0 AND pending_since IS NULL
    AND heard_at < ? AND (heard_at, session_id) > (?, ?)
    AND NOT EXISTS (SELECT 1 FROM submissions WHERE submissions.session_id = sessions.session_id)
    AND NOT EXISTS (SELECT 1 FROM completions WHERE completions.session_id = sessions.session_id)
  ORDER BY heard_at, session_id LIMIT ?`;

const DELETE =
  'UPDATE sessions SET deleted = 1, version = version + 1, pending_since = ? WHERE session_id = ?';
