import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AvailabilityOptions } from '@quiz-sync/core';
import { StoreNotOpened } from '@quiz-sync/core/light';
import type { SqliteStore } from './sqlite-store.js';
import { startStore } from './start-store.js';
import type { OpenOptions } from './worker/open-database.js';

export type { Availability } from '@quiz-sync/core';

export interface SqliteStoreOptions extends OpenOptions, AvailabilityOptions {}

/**
 * Opens the store in that file. The file and its directory are made when missing, unless it `mustExist`; an older schema
 * is brought up to date. Rejects with a `StoreNotOpened` of one line that names the path and what to do. A store that was
 * open once comes back by itself after any trouble, and answers `store_unavailable` meanwhile.
 */
export async function openSqliteStore(path: string, options: SqliteStoreOptions = {}): Promise<SqliteStore> {
  const { whenUnavailable = 'reject', onAvailability, mustExist = false, ...opening } = options;
  const file = absolute(path);
  if (mustExist && !holdsSomething(file))
    throw new StoreNotOpened(`There is no store at ${file}.`, 'missing');
  return startStore({ path: file, options: opening }, { whenUnavailable, onAvailability });
}

/** Other programs read these as a database in memory or as a URI; here nothing would be kept, or in a strange place. */
function absolute(path: string): string {
  if (path === '' || path === ':memory:' || path.startsWith('file:'))
    throw new StoreNotOpened(
      `Cannot open the SQLite store ${JSON.stringify(path)}: it is not the path of a file. Give one, such as quiz-sync.db.`,
      'unusable',
    );
  return resolve(path);
}

/** A file that nothing was ever written to is no store yet. A place that cannot be looked at is told by opening it. */
function holdsSomething(path: string): boolean {
  try {
    return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
  } catch {
    return true;
  }
}
