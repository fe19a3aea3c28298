import { int, optionalText } from './columns.js';
import type { Connection } from './connection.js';

/**
 * Inside a transaction, with the learner's submission or completion that names the session still there. Has the row
 * of the session worked out anew by the next sync; one that is the learner's is removed, as by a clean-up. Answers how
 * many sessions with facts that removed.
 */
export function sessionToErase({ sql, now }: Connection, sessionId: string, userId: string): number {
  const at = now();
  const row = sql('SELECT user_id, deleted FROM sessions WHERE session_id = ?').get(sessionId);
  const owner = row && optionalText(row, 'user_id');
  const isKnown = row !== undefined && int(row, 'deleted') === 0;
  const isOthers = isKnown && owner !== userId && (owner !== undefined || isNamedByOthers());
  if (isOthers) sql(RAISE).run(at, sessionId);
  else sql(SESSION_GONE).run(sessionId, new Date(at).toISOString(), at);
  return isKnown && !isOthers ? 1 : 0;

  function isNamedByOthers(): boolean {
    return sql(NAMED_BY_OTHERS).get(sessionId, userId) !== undefined;
  }
}

/** Nothing is left of it but that its row is to be worked out anew, from what others did in it if anybody did. */
export const SESSION_GONE = `
  INSERT INTO sessions
    (session_id, user_id, messages, heard_at, created_at, facts, former_users, deleted, version, pending_since)
  VALUES (?1, NULL, 0, ?2, ?2, '{}', '[]', 1, 1, ?3)
  ON CONFLICT (session_id) DO UPDATE SET
    user_id = NULL, messages = 0, heard_at = excluded.heard_at, created_at = excluded.created_at,
    facts = '{}', former_users = '[]', deleted = 1, version = version + 1,
    pending_since = coalesce(pending_since, excluded.pending_since)`;

const RAISE = `
  UPDATE sessions SET version = version + 1, pending_since = coalesce(pending_since, ?) WHERE session_id = ?`;

const NAMED_BY_OTHERS = `
  SELECT 1 FROM submissions WHERE session_id = ?1 AND user_id <> ?2
  UNION ALL SELECT 1 FROM completions WHERE session_id = ?1 AND user_id <> ?2 LIMIT 1`;
