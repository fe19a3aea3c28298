import { aSubmission, refused, succeed } from '@quiz-sync/testing';
import { describe, expect, it, vi } from 'vitest';
import { hasMongodb } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { type TcpProxy, tcpProxy } from '../../../test/servers/tcp-proxy.ts';
import type { MongoStore } from '../src/mongo-store.js';
import { type MongoStoreOptions, openMongoStore } from '../src/open-mongo-store.js';
import { aDatabaseName, dropDatabase } from './mongo-harness.js';

vi.setConfig({ testTimeout: 120_000 });

/** Shorter than the store's own; long enough for a server that looks after other tests too. */
const PATIENCE = { serverSelectionTimeoutMS: 2_000, connectTimeoutMS: 2_000, socketTimeoutMS: 4_000 };
const DOWN = { type: 'store_unavailable' };

describe.runIf(hasMongodb)('a server that cannot be reached', () => {
  const mongodbUrl = mongodbForTests();

  /** A store behind a proxy, made before, and what it told of its availability. */
  async function behindProxy(
    work: (
      proxy: TcpProxy,
      open: (options?: MongoStoreOptions) => Promise<MongoStore>,
      told: string[],
    ) => Promise<void>,
  ): Promise<void> {
    const database = aDatabaseName();
    const url = mongodbUrl();
    await (await openMongoStore(`${url}${database}`)).close();
    await using proxy = await tcpProxy(Number(new URL(url).port));
    const told: string[] = [];
    const opened: MongoStore[] = [];
    const open = async (options: MongoStoreOptions = {}): Promise<MongoStore> => {
      const onAvailability = ({ isAvailable, message }: { isAvailable: boolean; message: string }): void => {
        told.push(`${isAvailable} ${message}`);
      };
      const store = await openMongoStore(`mongodb://127.0.0.1:${proxy.port}/${database}`, {
        ...PATIENCE,
        onAvailability,
        ...options,
      });
      opened.push(store);
      return store;
    };
    await work(proxy, open, told);
    for (const store of opened) await store.close();
    await dropDatabase(url, database);
  }

  it('at start is waited for, if it is wanted so, and comes back by itself (fault 32)', () =>
    behindProxy(async (proxy, open, told) => {
      await proxy.become('refuse');
      await expect(open()).rejects.toThrow('the server does not answer');
      told.length = 0;
      const store = await open({ whenUnavailable: 'wait' });
      expect(await refused(store.submissions.insert(aSubmission()))).toMatchObject(DOWN);
      expect(told).toEqual([expect.stringMatching(/^false The MongoDB store does not answer: /)]);
      await proxy.become('forward');
      await vi.waitFor(() => expect(told.at(1)).toBe('true The MongoDB store answers again.'), 30_000);
      expect(await succeed(store.submissions.insert(aSubmission()))).toEqual({ type: 'inserted' });
    }));

  it('later is told of once, and comes back by itself (fault 32)', () =>
    behindProxy(async (proxy, open, told) => {
      const store = await open();
      await proxy.become('refuse');
      for (const _ of [1, 2]) expect(await refused(store.ping())).toMatchObject(DOWN);
      expect(told).toHaveLength(1);
      await proxy.become('forward');
      await vi.waitFor(() => expect(told).toHaveLength(2), 30_000);
      await succeed(store.ping());
    }));

  it('swallows all that is sent: each call ends by itself, and a repeat is safe (fault 33)', () =>
    behindProxy(async (proxy, open) => {
      const store = await open();
      await succeed(store.submissions.insert(aSubmission({ submission_id: 'before' })));
      await proxy.become('swallow');
      expect(await refused(store.submissions.insert(aSubmission()))).toMatchObject(DOWN);
      expect(await refused(store.ping())).toMatchObject(DOWN);
      await proxy.become('refuse');
      await proxy.become('forward');
      const inserted = await vi.waitFor(() => succeed(store.submissions.insert(aSubmission())), 30_000);
      expect(inserted).toEqual({ type: 'inserted' });
      expect(await succeed(store.submissions.count())).toEqual({ submissions: 2, responses: 2 });
    }));
});
