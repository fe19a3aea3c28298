import type { Session } from '../domain/session.js';
import type { SessionTally } from '../statistics/tally.js';
import { type SheetRow, sheetRow } from './sheet-row.js';

/**
 * The EngagementLogs row of a session: `undefined` when neither a document nor a submission knows it (any more).
 * The learner is the document's, else that of the session's first submission.
 */
export function sessionRow(
  sessionId: string,
  session: Session | undefined,
  tally: SessionTally | undefined,
): SheetRow | undefined {
  if (session === undefined && tally === undefined) return undefined;
  const lastActivity = latest(session?.last_activity ?? session?.created_at, tally?.last_submitted_at);
  return sheetRow('engagement', sessionId, { owner: sessionId }, [
    session?.user_id ?? tally?.user_id,
    sessionId,
    session?.messages_per_session,
    session?.session_duration,
    tally?.submissions ?? 0,
    session?.pretest_completed,
    lastActivity === undefined ? undefined : { instant: Date.parse(lastActivity) },
    session?.confidence_rating,
  ]);
}

/** ISO instants in UTC with milliseconds order as text. */
function latest(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return a > b ? a : b;
}
