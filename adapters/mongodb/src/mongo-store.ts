import type { Store } from '@quiz-sync/core';

/** A store on a MongoDB server. Any number, also of several processes, may be open on the same database. */
export interface MongoStore extends Store {
  /** The database's name. */
  readonly database: string;

  /**
   * Closes the connections that opening made, and none that were handed in. Calls made from now on answer
   * `store_unavailable`. Idempotent.
   */
  close(): Promise<void>;
}
