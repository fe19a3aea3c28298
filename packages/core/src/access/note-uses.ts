import type { ApiKeyRepo, StoredApiKey } from '../ports/api-key-repo.js';
import type { Clock } from '../ports/clock.js';

/** Uses within this time of one that was noted are not noted, milliseconds: a request must not cost a write. */
const NOTE_EVERY_MS = 60_000;

/** Notes in the store when keys are used. Nobody waits for it, and one that fails is made up for by a later use. */
export function noteUses(repo: Pick<ApiKeyRepo, 'noteUse'>, clock: Clock): (key: StoredApiKey) => void {
  const noted = new Map<string, number>();
  return ({ key_id, last_used_at }) => {
    const now = clock.now();
    const last = Math.max(noted.get(key_id) ?? 0, last_used_at === undefined ? 0 : Date.parse(last_used_at));
    // A clock that was set back must not silence it for long.
    if (Math.abs(now - last) < NOTE_EVERY_MS) return;
    noted.set(key_id, now);
    void repo.noteUse(key_id, new Date(now).toISOString()).mapErr(() => noted.delete(key_id));
  };
}
