import { randomUUID } from 'node:crypto';
import { type OpenedStore, type StoreAbilities, type StoreHarness, storesOn } from '@quiz-sync/testing';
import { MongoClient } from 'mongodb';
import { afterAll } from 'vitest';
import { type HandClock, startStore } from '../src/start-store.js';

/** A client as the store wants it. Whoever asked for it closes it. */
export function aClient(url: string): MongoClient {
  return new MongoClient(url, { writeConcern: { w: 'majority', journal: true } });
}

export function aDatabaseName(): string {
  return `quiz_sync_${randomUUID().slice(0, 8)}`;
}

/** A clock that the test moves. */
export interface MovedClock {
  readonly now: HandClock;
  /** Milliseconds. */
  advance(ms: number): void;
}

export function movedClock(): MovedClock {
  let time = Date.parse('2026-03-01T00:00:00.000Z');
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
}

/** A store in a database that a test may look into. */
export interface OpenedMongoStore extends OpenedStore {
  readonly database: string;
}

export interface MongoHarness extends StoreHarness {
  open(): Promise<OpenedMongoStore>;
}

/**
 * Stores on the server that is at `url()` by then, for the tests of the enclosing `describe`: by its clock, unless one is
 * handed in. A database that a test is done with is emptied for the next one: its indexes take FerretDB longer to make than
 * most tests take. That a database is made is for the tests of opening.
 */
export function mongoHarness(url: () => string, hand?: MovedClock): MongoHarness {
  const abilities: StoreAbilities = {
    survivesReopening: true,
    sharesData: true,
    ...(hand === undefined ? {} : { movesClock: true }),
  };
  const empty: string[] = [];
  afterAll(async () => {
    for (const database of empty) await dropDatabase(url(), database);
  });
  return {
    abilities,
    async open() {
      const database = empty.pop() ?? aDatabaseName();
      const stores = await storesOn(async () =>
        startStore({ client: aClient(url()), database, owned: true }, { now: hand?.now }),
      );
      return {
        ...stores,
        database,
        advance: (ms) => hand?.advance(ms),
        async close() {
          await stores.close();
          await emptyDatabase(url(), database);
          empty.push(database);
        },
      };
    },
  };
}

/** All but the mark of its schema. */
async function emptyDatabase(url: string, database: string): Promise<void> {
  const client = aClient(url);
  const db = client.db(database);
  const all = await db.listCollections({}, { nameOnly: true }).toArray();
  const emptied = all.map(({ name }) =>
    db.collection<{ _id: string }>(name).deleteMany({ _id: { $ne: 'schema' } }),
  );
  await Promise.all(emptied);
  await client.close();
}

export async function dropDatabase(url: string, database: string): Promise<void> {
  const client = aClient(url);
  await client.db(database).dropDatabase();
  await client.close();
}
