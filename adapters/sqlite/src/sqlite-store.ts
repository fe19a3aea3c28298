import type { Store, StoreError } from '@quiz-sync/core';
import type { ResultAsync } from 'neverthrow';

/** The file as the connection that writes it sees it, and what has been done through this store. */
export interface SqliteFile {
  readonly path: string;
  readonly sqliteVersion: string;
  readonly schemaVersion: number;
  /** `wal`. */
  readonly journalMode: string;
  /** 2 is FULL: a commit is on the disk when it is answered. */
  readonly synchronous: number;
  /**
   * Submissions that were handed to {@link Store.submissions}.insert and answered, repeats and refusals too, since the
   * file was opened last.
   */
  readonly inserts: number;
  /** Transactions that took: fewer than `inserts` when callers shared them. */
  readonly insertCommits: number;
}

/** A store on one SQLite file. Several, also of several processes, may be open on the same file. */
export interface SqliteStore extends Store {
  describe(): ResultAsync<SqliteFile, StoreError>;

  /**
   * Reads the whole file (`PRAGMA quick_check`: about a second for a gigabyte) and answers the first damage, in SQLite's
   * words; `undefined`: there is none. Other calls on this store wait meanwhile.
   */
  findDamage(): ResultAsync<string | undefined, StoreError>;

  /**
   * Waits for what is under way, then lets go of the file. Calls made from now on answer `store_unavailable`.
   * Idempotent. A process that ends without it loses nothing that was answered.
   */
  close(): Promise<void>;
}
