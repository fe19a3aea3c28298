import type { ResultAsync } from 'neverthrow';
import type { StoreError } from '../ports/store-error.js';
import type { Dependencies } from './dependencies.js';
import { requestSync } from './request-sync.js';

/** See {@link QuizSync.cleanUpSessions}. */
export function cleanUpSessions(
  deps: Dependencies,
  { olderThanMs, dryRun }: { readonly olderThanMs: number; readonly dryRun: boolean },
): ResultAsync<{ removed: number; dry_run: boolean }, StoreError> {
  if (!(olderThanMs >= 0)) throw new RangeError(`olderThanMs must be at least 0, not ${olderThanMs}`);
  // Longer ago than time itself would not be a date any more.
  const before = new Date(Math.max(0, deps.clock.now() - olderThanMs)).toISOString();
  return deps.store.sessions.cleanUp(before, { dryRun }).map((removed) => {
    if (!dryRun && removed > 0) requestSync(deps, 'session cleanup', { sessions: removed });
    return { removed, dry_run: dryRun };
  });
}
