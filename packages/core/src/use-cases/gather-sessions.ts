import { ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { Store } from '../ports/store.js';
import type { StoreError } from '../ports/store-error.js';
import { sessionRow } from '../tabs/session-row.js';
import type { SheetRow } from '../tabs/sheet-row.js';

/** The EngagementLogs rows of the given sessions, from what the store holds now; sessions nobody knows are left out. */
export function gatherSessions(
  store: Pick<Store, 'sessions' | 'stats'>,
  sessionIds: readonly string[],
): ResultAsync<SheetRow[], StoreError> {
  if (sessionIds.length === 0) return okAsync([]);
  return safeTry(async function* () {
    const sessions = new Map(
      (yield* store.sessions.findMany(sessionIds)).map((each) => [each.session_id, each]),
    );
    const tallies = new Map((yield* store.stats.sessions(sessionIds)).map((each) => [each.session_id, each]));
    return ok(sessionIds.flatMap((id) => sessionRow(id, sessions.get(id), tallies.get(id)) ?? []));
  });
}
