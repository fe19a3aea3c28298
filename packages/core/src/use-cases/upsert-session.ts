import type { ResultAsync } from 'neverthrow';
import { type Session, sessionFactsSchema } from '../domain/session.js';
import type { UpsertError } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import { idIssues, readInput } from './read-input.js';
import { requestSync } from './request-sync.js';
import { withoutUndefined } from './without-undefined.js';

/** See {@link QuizSync.upsertSession}. */
export function upsertSession(
  deps: Dependencies,
  sessionId: string,
  input: unknown,
): ResultAsync<Session, UpsertError> {
  return readInput(sessionFactsSchema, input, idIssues('session_id', sessionId)).asyncAndThen((facts) => {
    const createdAt = new Date(deps.clock.now()).toISOString();
    return deps.store.sessions
      .upsert(sessionId, withoutUndefined(facts), createdAt)
      .map(({ session, changed }) => {
        if (changed) requestSync(deps, 'session update', { session_id: sessionId });
        return session;
      });
  });
}
