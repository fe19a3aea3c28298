import { type AvailabilityOptions, type StoreError, StoreNotOpened } from '@quiz-sync/core';
import type { MongoClient } from 'mongodb';
import { ok, ResultAsync } from 'neverthrow';
import type { ConnectionTimes } from './client-options.js';
import { collectionsOf } from './collections.js';
import { type Connection, connect } from './connect.js';
import { explainOpening } from './explain-opening.js';
import type { MongoStore } from './mongo-store.js';
import { startStore } from './start-store.js';
import { toStoreError } from './to-store-error.js';

export type { Availability } from '@quiz-sync/core';

export interface MongoStoreOptions extends ConnectionTimes, AvailabilityOptions {
  /** The database's name. Default: the one in the URL or of the client, else `quiz_sync`. */
  readonly database?: string;
}

/**
 * Opens the store on that server: by its URL, or on a client that was made elsewhere and is closed there. The
 * database's collections and indexes are made when missing, unless the store `mustExist`. Rejects with a
 * `StoreNotOpened` of one line, without secrets, that says why and what to do. A store that was open once comes back by
 * itself after any trouble, and answers `store_unavailable` meanwhile.
 */
export async function openMongoStore(
  server: string | MongoClient,
  options: MongoStoreOptions = {},
): Promise<MongoStore> {
  const { whenUnavailable = 'reject', onAvailability, mustExist = false } = options;
  const connection = connect(server, options);
  const store = startStore(connection, { onAvailability });
  const looked = mustExist ? await holdsStore(connection) : ok(true);
  if (looked.isOk() && !looked.value) {
    await store.close();
    throw new StoreNotOpened(`There is no store in MongoDB's database ${connection.database}.`, 'missing');
  }
  const reached = looked.isOk() ? await store.ping() : looked;
  if (reached.isOk()) return store;
  const { reason, mayComeBack } = explainOpening(reached.error);
  if (mayComeBack && whenUnavailable === 'wait') return store;
  await store.close();
  throw new StoreNotOpened(reason, mayComeBack ? 'unavailable' : 'unusable');
}

/** Only looks, where opening a store makes what is missing. */
function holdsStore({ client, database }: Connection): ResultAsync<boolean, StoreError> {
  const look = async (): Promise<boolean> => {
    await client.connect();
    const { schema } = collectionsOf(client.db(database));
    return (await schema.findOne({ _id: 'schema' })) !== null;
  };
  return ResultAsync.fromPromise(look(), (error) => {
    const known = toStoreError(error);
    if (known === undefined) throw error;
    return known;
  });
}
