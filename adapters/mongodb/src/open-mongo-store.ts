import { MongoClient } from 'mongodb';
import type { Availability } from './availability.js';
import { type ConnectionTimes, clientOptions, databaseOf } from './client-options.js';
import { explainOpening } from './explain-opening.js';
import type { MongoStore } from './mongo-store.js';
import { requireDurable } from './require-durable.js';
import { type Connection, startStore } from './start-store.js';

export type { Availability } from './availability.js';

export interface MongoStoreOptions extends ConnectionTimes {
  /** The database's name. Default: the one in the URL or of the client, else `quiz_sync`. */
  readonly database?: string;
  /**
   * What to do when the server cannot be reached now but may be later: reject (default), or resolve with a store that
   * answers `store_unavailable` until it can be.
   */
  readonly whenUnavailable?: 'reject' | 'wait';
  /** Called when the store stops answering, and when it answers again. For logs. */
  readonly onAvailability?: (availability: Availability) => void;
}

/**
 * Opens the store on that server: by its URL, or on a client that was made elsewhere and is closed there. The
 * database's collections and indexes are made when missing. Rejects with an Error of one line, without secrets, that says
 * why and what to do. A store that was open once comes back by itself after any trouble, and answers
 * `store_unavailable` meanwhile.
 */
export async function openMongoStore(
  server: string | MongoClient,
  options: MongoStoreOptions = {},
): Promise<MongoStore> {
  const { whenUnavailable = 'reject', onAvailability } = options;
  const connection = typeof server === 'string' ? connectionOf(server, options) : handedIn(server, options);
  const store = startStore(connection, { onAvailability });
  const reached = await store.ping();
  if (reached.isOk()) return store;
  const { reason, mayComeBack } = explainOpening(reached.error);
  if (mayComeBack && whenUnavailable === 'wait') return store;
  await store.close();
  throw new Error(reason);
}

function connectionOf(url: string, options: MongoStoreOptions): Connection {
  const client = makeClient(url, options);
  requireDurable(client);
  return { client, database: options.database ?? databaseOf(url) ?? 'quiz_sync', owned: true };
}

function handedIn(client: MongoClient, { database }: MongoStoreOptions): Connection {
  requireDurable(client);
  return { client, database: database ?? client.options.dbName, owned: false };
}

/**
 * What the driver says about a URL quotes it, password and all, and is not passed on. With an `@` too many the driver takes
 * part of a password for the host, and says so to whoever reads the log.
 */
function makeClient(url: string, options: MongoStoreOptions): MongoClient {
  try {
    if (/@.*@/.test(url.split('?')[0] ?? '')) throw new TypeError('an @ too many');
    return new MongoClient(url, clientOptions(url, options));
  } catch {
    throw new Error(
      'Cannot open the MongoDB store: its URL cannot be read. It looks like mongodb://user:password@host:27017/quiz_sync, with @ : / ? # % in user and password written as %40 %3A %2F %3F %23 %25.',
    );
  }
}
