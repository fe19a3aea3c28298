import { StoreNotOpened } from '@quiz-sync/core';
import { MongoClient } from 'mongodb';
import { clientOptions, databaseOf } from './client-options.js';
import type { MongoStoreOptions } from './open-mongo-store.js';
import { requireDurable } from './require-durable.js';

/** A client, the database it is used for, and whether it was made here. */
export interface Connection {
  readonly client: MongoClient;
  readonly database: string;
  /** Whether the client is closed with the store. */
  readonly owned: boolean;
}

/** Sends nothing yet. Throws an Error of one line when the URL or the client cannot be used. */
export function connect(server: string | MongoClient, options: MongoStoreOptions): Connection {
  const owned = typeof server === 'string';
  const client = owned ? makeClient(server, options) : server;
  requireDurable(client);
  const named = owned ? databaseOf(server) : client.options.dbName;
  return { client, database: options.database ?? named ?? 'quiz_sync', owned };
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
    throw new StoreNotOpened(
      'Cannot open the MongoDB store: its URL cannot be read. It looks like mongodb://user:password@host:27017/quiz_sync, with @ : / ? # % in user and password written as %40 %3A %2F %3F %23 %25.',
      'unusable',
    );
  }
}
