import { resolve } from 'node:path';
import type { SqliteStore } from './sqlite-store.js';
import { startStore } from './start-store.js';
import type { Availability } from './thread-keeper.js';
import type { OpenOptions } from './worker/open-database.js';

export type { Availability } from './thread-keeper.js';

export interface SqliteStoreOptions extends OpenOptions {
  /**
   * What to do when the file cannot be opened now but may be later, its disk not being mounted, or full, or the file
   * locked or forbidden: reject (default), or resolve with a store that answers `store_unavailable` until it can be.
   */
  readonly whenUnavailable?: 'reject' | 'wait';
  /** Called when the store cannot be used any more, and when it can again. For logs. */
  readonly onAvailability?: (availability: Availability) => void;
}

/**
 * Opens the store in that file. The file and its directory are made when missing; an older schema is brought up to
 * date. Rejects with an Error of one line that names the path and what to do. A store that was open once comes back by
 * itself after any trouble, and answers `store_unavailable` meanwhile.
 */
export async function openSqliteStore(path: string, options: SqliteStoreOptions = {}): Promise<SqliteStore> {
  const { whenUnavailable = 'reject', onAvailability, ...opening } = options;
  return startStore({ path: absolute(path), options: opening }, { whenUnavailable, onAvailability });
}

/** Other programs read these as a database in memory or as a URI; here nothing would be kept, or in a strange place. */
function absolute(path: string): string {
  if (path === '' || path === ':memory:' || path.startsWith('file:'))
    throw new Error(
      `Cannot open the SQLite store ${JSON.stringify(path)}: it is not the path of a file. Give one, such as quiz-sync.db.`,
    );
  return resolve(path);
}
