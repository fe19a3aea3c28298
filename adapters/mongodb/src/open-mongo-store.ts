import type { AvailabilityOptions } from '@quiz-sync/core';
import type { MongoClient } from 'mongodb';
import type { ConnectionTimes } from './client-options.js';
import { connect } from './connect.js';
import { explainOpening } from './explain-opening.js';
import type { MongoStore } from './mongo-store.js';
import { startStore } from './start-store.js';

export type { Availability } from '@quiz-sync/core';

export interface MongoStoreOptions extends ConnectionTimes, AvailabilityOptions {
  /** The database's name. Default: the one in the URL or of the client, else `quiz_sync`. */
  readonly database?: string;
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
  const store = startStore(connect(server, options), { onAvailability });
  const reached = await store.ping();
  if (reached.isOk()) return store;
  const { reason, mayComeBack } = explainOpening(reached.error);
  if (mayComeBack && whenUnavailable === 'wait') return store;
  await store.close();
  throw new Error(reason);
}
