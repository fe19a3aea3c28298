import type { AvailabilityOptions, StoreError } from '@quiz-sync/core';
import type { Db } from 'mongodb';
import { watchAvailability } from './availability.js';
import { collectionsOf } from './collections.js';
import type { Connection } from './connect.js';
import type { MongoContext } from './mongo-context.js';
import type { MongoStore } from './mongo-store.js';
import { Refusal } from './refusal.js';
import { ALL_STEPS } from './schema/all-steps.js';
import { takeSteps } from './schema/take-steps.js';
import { serverClock } from './server-clock.js';
import { requireServer } from './server-version.js';
import { toStore } from './to-store.js';

/** For tests: dates pending changes in place of the server's clock. */
export type HandClock = () => Date;

/** Values come and go as they are here whatever the client was told. */
const BSON = {
  ignoreUndefined: false,
  promoteValues: true,
  promoteLongs: true,
  useBigInt64: false,
  raw: false,
};

export interface StartOptions extends Pick<AvailabilityOptions, 'onAvailability'> {
  readonly now?: HandClock | undefined;
}

/** What {@link openMongoStore} does once it has a client. Nothing is sent before the first call. */
export function startStore(
  { client, database, owned }: Connection,
  { onAvailability = () => {}, now }: StartOptions = {},
): MongoStore {
  const db = client.db(database, {
    ...BSON,
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
  });
  const gate = { closed: false };
  const watch = watchAvailability(async () => store.ping(), onAvailability);
  const ended = (error: StoreError | undefined): void => {
    if (!gate.closed) watch.note(error);
  };
  const store = toStore({ ...contextOf(db, gate, now), ended });
  return {
    ...store,
    database,
    async close() {
      gate.closed = true;
      watch.stop();
      if (owned) await client.close();
    },
  };
}

function contextOf(
  db: Db,
  gate: { closed: boolean },
  hand: HandClock | undefined,
): Omit<MongoContext, 'ended'> {
  const clock = serverClock();
  const serverTime = async (): Promise<Date> => {
    const sentAt = performance.now();
    const { localTime } = await db.command({ hello: 1 });
    if (!(localTime instanceof Date)) throw new TypeError('the server does not say what time it is');
    clock.heard(localTime, sentAt);
    return localTime;
  };
  const prepared = onceDone(async () => {
    // Each time: a client whose first attempt has failed makes no other by itself.
    await db.client.connect();
    await requireServer(db);
    await serverTime();
    await takeSteps(db, ALL_STEPS);
  });
  return {
    ...collectionsOf(db),
    serverTime,
    now: hand ?? (() => new Date(clock.now())),
    ready: () => (gate.closed ? Promise.reject(closed()) : prepared()),
  };
}

function closed(): Refusal {
  return new Refusal('store_unavailable', 'The MongoDB store is closed', 'Open it again.');
}

/** One attempt at a time, shared by all who wait for it; repeated at the next call until one has succeeded. */
function onceDone(work: () => Promise<void>): () => Promise<void> {
  let attempt: Promise<void> | undefined;
  return () => {
    attempt ??= work().catch((error: unknown) => {
      attempt = undefined;
      throw error;
    });
    return attempt;
  };
}
