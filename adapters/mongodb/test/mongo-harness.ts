import { randomUUID } from 'node:crypto';
import { type OpenedStore, type StoreAbilities, type StoreHarness, storesOn } from '@quiz-sync/testing';
import { MongoClient } from 'mongodb';
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

/** Stores in a database of their own on the server that is at `url()` by then. By its clock, unless one is handed in. */
export function mongoHarness(url: () => string, hand?: MovedClock): MongoHarness {
  const abilities: StoreAbilities = {
    survivesReopening: true,
    sharesData: true,
    ...(hand === undefined ? {} : { movesClock: true }),
  };
  return { abilities, open: () => openEmpty(url(), hand) };
}

async function openEmpty(url: string, hand: MovedClock | undefined): Promise<OpenedMongoStore> {
  const database = aDatabaseName();
  const stores = await storesOn(async () =>
    startStore({ client: aClient(url), database, owned: true }, { now: hand?.now }),
  );
  return {
    ...stores,
    database,
    advance: (ms) => hand?.advance(ms),
    close: async () => {
      await stores.close();
      await dropDatabase(url, database);
    },
  };
}

export async function dropDatabase(url: string, database: string): Promise<void> {
  const client = aClient(url);
  await client.db(database).dropDatabase();
  await client.close();
}
