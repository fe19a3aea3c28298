import { resolve } from 'node:path';
import type { AvailabilityOptions } from '@quiz-sync/core';
import type { SqliteStore } from './sqlite-store.js';
import { startStore } from './start-store.js';
import type { OpenOptions } from './worker/open-database.js';

export type { Availability } from '@quiz-sync/core';

export interface SqliteStoreOptions extends OpenOptions, AvailabilityOptions {}

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
