import type { ErasedData } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { int, json, optionalText, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { SESSION_GONE, sessionToErase } from './erase-session.js';
import { STEP_SIZE, type Steps } from './steps.js';

/** Submissions removed in one transaction. */
const SUBMISSIONS = 100;

/**
 * In steps, each of which leaves what is to be synced because of it pending in the same transaction. Pages that hold
 * what was removed are overwritten in the file, which costs other deletions in that time a little.
 */
export function* eraseLearner(connection: Connection, userId: string): Steps<Result<ErasedData, never>> {
  connection.pragma('secure_delete = ON');
  const profiles = connection.write(() => eraseProfile(connection, userId));
  const sums = { submissions: 0, responses: 0, completions: 0, sessions: 0, kept_answers: 0 };
  for (const eraseSome of [submissions, completions, sessions, answers])
    while (true) {
      const erased = connection.write(() => {
        const some = eraseSome(connection, userId);
        raiseErasure(connection, userId);
        return some;
      });
      for (const [name, count] of Object.entries(erased.counts)) sums[name as keyof typeof sums] += count;
      yield;
      if (!erased.more) break;
    }
  yield* forgetFormerUser(connection, userId);
  connection.pragma('secure_delete = OFF');
  return ok({ profiles, ...sums });
}

interface Erased {
  readonly counts: Partial<ErasedData>;
  readonly more: boolean;
}

function eraseProfile(connection: Connection, userId: string): number {
  const { sql, now } = connection;
  const known = sql('SELECT erasure FROM learners WHERE user_id = ?').get(userId);
  sql(ERASE_PROFILE).run(userId, now());
  return known === undefined || int(known, 'erasure') === 1 ? 0 : 1;
}

/** Inside each transaction that removes something. Has the next sync look for rows of the learner once more; a profile that was made meanwhile stays. */
function raiseErasure({ sql, now }: Connection, userId: string): void {
  sql(RAISE_ERASURE).run(userId, now());
}

function submissions(connection: Connection, userId: string): Erased {
  const { sql } = connection;
  const rows = sql(SOME_SUBMISSIONS).all(userId, SUBMISSIONS);
  let sessions = 0;
  let responses = 0;
  for (const row of rows) {
    sessions += eraseNamedSession(connection, row, userId);
    responses += int(row, 'responses');
    sql('DELETE FROM pending_submissions WHERE seq = ?').run(int(row, 'seq'));
    sql('DELETE FROM submissions WHERE seq = ?').run(int(row, 'seq'));
  }
  sql('UPDATE totals SET submissions = submissions - ?, responses = responses - ?').run(
    rows.length,
    responses,
  );
  sql('DELETE FROM learner_tallies WHERE user_id = ?').run(userId);
  return {
    counts: { submissions: rows.length, responses, sessions },
    more: rows.length === SUBMISSIONS,
  };
}

function completions(connection: Connection, userId: string): Erased {
  const { sql } = connection;
  const rows = sql(SOME_COMPLETIONS).all(userId, STEP_SIZE);
  let sessions = 0;
  for (const row of rows) {
    sessions += eraseNamedSession(connection, row, userId);
    sql('DELETE FROM completions WHERE user_id = ? AND course_id = ?').run(userId, text(row, 'course_id'));
  }
  return { counts: { completions: rows.length, sessions }, more: rows.length === STEP_SIZE };
}

/** Before what names it is removed. */
function eraseNamedSession(connection: Connection, row: Row, userId: string): number {
  const sessionId = optionalText(row, 'session_id');
  return sessionId === undefined ? 0 : sessionToErase(connection, sessionId, userId);
}

function sessions({ sql, now }: Connection, userId: string): Erased {
  const rows = sql(SOME_SESSIONS).all(userId, STEP_SIZE);
  const at = now();
  for (const row of rows) sql(SESSION_GONE).run(text(row, 'session_id'), new Date(at).toISOString(), at);
  return { counts: { sessions: rows.length }, more: rows.length === STEP_SIZE };
}

function answers({ sql }: Connection, userId: string): Erased {
  const { changes } = sql(SOME_ANSWERS).run(userId, STEP_SIZE);
  return { counts: { kept_answers: Number(changes) }, more: changes === STEP_SIZE };
}

/** Takes the learner out of those whose sessions of others were before. */
function* forgetFormerUser(connection: Connection, userId: string): Steps<void> {
  let after = '';
  while (true) {
    const rows = connection.write(() => {
      const page = connection.sql(HANDED_OVER).all(after, STEP_SIZE);
      for (const row of page) forgetIn(connection, row, userId);
      return page;
    });
    yield;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = text(last, 'session_id');
  }
}

function forgetIn({ sql }: Connection, row: Row, userId: string): void {
  const former = json<string[]>(row, 'former_users');
  if (!former.includes(userId)) return;
  const others = JSON.stringify(former.filter((id) => id !== userId));
  sql('UPDATE sessions SET former_users = ? WHERE session_id = ?').run(others, text(row, 'session_id'));
}

const ERASE_PROFILE = `
  INSERT INTO learners (user_id, facts, version, pending_since, erasure) VALUES (?, '{}', 1, ?, 1)
  ON CONFLICT (user_id) DO UPDATE SET
    facts = '{}', erasure = 1, version = version + 1,
    pending_since = coalesce(pending_since, excluded.pending_since)`;

const RAISE_ERASURE = `
  INSERT INTO learners (user_id, facts, version, pending_since, erasure) VALUES (?, '{}', 1, ?, 1)
  ON CONFLICT (user_id) DO UPDATE SET
    erasure = CASE erasure WHEN 0 THEN 2 ELSE erasure END, version = version + 1,
    pending_since = coalesce(pending_since, excluded.pending_since)`;

const SOME_SUBMISSIONS = `
  SELECT seq, session_id, responses FROM submissions INDEXED BY submissions_by_user WHERE user_id = ? LIMIT ?`;

const SOME_COMPLETIONS = 'SELECT course_id, session_id FROM completions WHERE user_id = ? LIMIT ?';

const SOME_SESSIONS = `
  SELECT session_id FROM sessions INDEXED BY sessions_by_user WHERE user_id = ? LIMIT ?`;

const SOME_ANSWERS = `
  DELETE FROM idempotency_keys WHERE seq IN (SELECT seq FROM idempotency_keys WHERE user_id = ? LIMIT ?)`;

const HANDED_OVER = `
  SELECT session_id, former_users FROM sessions INDEXED BY sessions_of_former_users
  WHERE former_users <> '[]' AND session_id > ? ORDER BY session_id LIMIT ?`;
