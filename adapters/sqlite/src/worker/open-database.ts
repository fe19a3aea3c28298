import { DatabaseSync } from 'node:sqlite';
import { ALL_MIGRATIONS } from '../migrations/all-migrations.js';
import { sqliteCode } from '../to-store-error.js';
import { type Connection, createConnection, type HandClock } from './connection.js';
import { makeFile } from './make-file.js';
import { migrate } from './migrate.js';
import { pragma } from './pragma.js';
import { Refusal } from './refusal.js';

const SQLITE_BUSY = 5;

export interface OpenOptions {
  /** How long to wait for another process that is writing, in milliseconds. Default 5000. */
  readonly busyTimeoutMs?: number;
  /** Largest size of the file in bytes; a store that reaches it answers `store_full`. Default: the disk's. */
  readonly maxBytes?: number;
}

/**
 * Opens the file, made when missing, and brings it to the newest schema. Throws a {@link Refusal}, or what the system
 * or SQLite say.
 */
export function openDatabase(path: string, options: OpenOptions, clock?: HandClock): Connection {
  makeFile(path);
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  try {
    configure(database, options);
    migrate(database, ALL_MIGRATIONS);
    return createConnection(database, clock);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** `fullfsync` matters on macOS alone, where an fsync without it stops at the disk's own cache. */
function configure(database: DatabaseSync, { busyTimeoutMs = 5_000, maxBytes }: OpenOptions): void {
  database.exec(`PRAGMA busy_timeout = ${Math.trunc(busyTimeoutMs)}`);
  enterWal(database, busyTimeoutMs);
  database.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA cache_size = -32000;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA journal_size_limit = 67108864;
  `);
  requireDurable(database);
  if (maxBytes !== undefined) {
    const pages = Math.floor(maxBytes / Number(pragma(database, 'page_size')));
    database.exec(`PRAGMA max_page_count = ${pages}`);
  }
}

/** SQLite does not wait for a lock here as it does elsewhere, and several processes may open a new file at once. */
function enterWal(database: DatabaseSync, timeoutMs: number): void {
  const patience = Date.now() + timeoutMs;
  while (true) {
    try {
      pragma(database, 'journal_mode = WAL');
      return;
    } catch (error) {
      if (sqliteCode(error) !== SQLITE_BUSY || Date.now() > patience) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Every answered submission must outlive a power loss: without these two settings really in force it would not. */
export function requireDurable(database: DatabaseSync): void {
  const journalMode = pragma(database, 'journal_mode');
  if (journalMode !== 'wal')
    throw new Refusal(
      `its journal mode is ${journalMode} and cannot be set to WAL`,
      'Put it on a local disk: network file systems cannot hold it.',
    );
  const synchronous = pragma(database, 'synchronous');
  if (synchronous !== 2)
    throw new Refusal(
      `its commits are not synced to the disk (synchronous is ${synchronous}, not FULL)`,
      'Use a build of Node whose SQLite can do that.',
    );
}
