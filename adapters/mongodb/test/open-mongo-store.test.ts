import { aSubmission, refused, succeed } from '@quiz-sync/testing';
import { MongoClient } from 'mongodb';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { hasFerretdb, hasMongodb, MONGODB_START_MS } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { startMongodb } from '../../../test/servers/mongodb-process.ts';
import { openMongoStore } from '../src/open-mongo-store.js';
import { aClient, aDatabaseName, dropDatabase } from './mongo-harness.js';
import { NOWHERE, refusal } from './refusal-of.js';

vi.setConfig({ testTimeout: 60_000 });

describe('without a server', () => {
  it.each([
    'mongodb://user:CANARY@',
    'mongodb://user:CANARY@host:port/quiz',
    'mongodb://user:CAN@ARY/x@host/quiz',
    'mongodb://user:CANARY@host/quiz?nonsense=1',
    'http://user:CANARY@host/',
  ])('refuses %j in one line that does not quote it', async (url) => {
    const reason = await refusal(openMongoStore(url));
    expect(reason).toMatch(/^Cannot open the MongoDB store: its URL cannot be read\. It looks like mongodb:/);
    expect(reason).not.toContain('CAN');
  });

  it('says what to check when nobody answers', async () => {
    const reason = await refusal(openMongoStore(NOWHERE.replace('//', '//user:CANARY@')));
    expect(reason).toMatch(
      /^Cannot open the MongoDB store: the server does not answer \(.*ECONNREFUSED.*\)\. Check/,
    );
    expect(reason).not.toContain('CANARY');
  });
});

describe.runIf(hasMongodb)('on a real server', () => {
  const mongodbUrl = mongodbForTests();
  const database = aDatabaseName();
  afterAll(() => dropDatabase(mongodbUrl(), database));
  const urlOf = (name: string): string => `${mongodbUrl()}${name}`;

  it('takes the database from the URL, and makes what is missing', async () => {
    const store = await openMongoStore(urlOf(database));
    expect(store.database).toBe(database);
    await succeed(store.submissions.insert(aSubmission()));
    await store.close();
    expect(await refused(store.ping())).toMatchObject({ type: 'store_unavailable' });
  });

  it('makes nothing where a store must exist and does not', async () => {
    const missing = aDatabaseName();
    await expect(openMongoStore(urlOf(missing), { mustExist: true })).rejects.toMatchObject({
      reason: 'missing',
      message: `There is no store in MongoDB's database ${missing}.`,
    });
    const client = aClient(urlOf(missing));
    expect(await client.db(missing).collections()).toEqual([]);
    await client.close();
    const store = await openMongoStore(urlOf(database), { mustExist: true });
    await store.close();
  });

  it('may be opened by several for the first time at once', async () => {
    const fresh = aDatabaseName();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openMongoStore(urlOf(fresh))));
    for (const store of stores) await succeed(store.ping());
    await Promise.all(stores.map((store) => store.close()));
    await dropDatabase(urlOf(''), fresh);
  });

  it('leaves a client that was handed in open', async () => {
    const client = aClient(urlOf(database));
    const store = await openMongoStore(client);
    expect(store.database).toBe(database);
    await store.close();
    expect(await client.db(database).collection('submissions').countDocuments({})).toBe(1);
    await client.close();
  });

  it('writes for the disks of a majority, whatever the command (fault 6)', async () => {
    const concerns: unknown[] = [];
    const client = new MongoClient(urlOf(database), {
      writeConcern: { w: 'majority', journal: true },
      monitorCommands: true,
    });
    client.on('commandStarted', ({ commandName, command }) => {
      if (['insert', 'update', 'delete', 'findAndModify'].includes(commandName))
        concerns.push(command['writeConcern']);
    });
    const store = await openMongoStore(client);
    await succeed(store.submissions.insert(aSubmission({ submission_id: 'safe' })));
    await succeed(store.learners.upsert('learner-1', { first_name: 'Ada' }));
    await succeed(store.learners.upsert('learner-1', { first_name: 'Augusta' }));
    const { fence } = await succeed(store.lease.acquire('target', 'me', 1_000));
    await succeed(store.journal.discard('target', fence));
    expect(concerns.length).toBeGreaterThan(4);
    for (const concern of concerns) expect(concern).toEqual({ w: 'majority', j: true });
    await client.close();
  });

  describe('with a database that is not as it should be', () => {
    const eachOf = (work: (client: MongoClient) => Promise<unknown>) => async (): Promise<string> => {
      const client = aClient(urlOf(database));
      await work(client);
      await client.close();
      return refusal(openMongoStore(urlOf(database)));
    };

    it('names the command that makes a missing index', async () => {
      const db = (client: MongoClient) => client.db(database).collection('submissions');
      const reason = await eachOf((client) => db(client).dropIndex('by_user'))();
      expect(reason).toContain(
        `Run in mongosh: db.getCollection("submissions").createIndex({"user_id":1,"pending_since":1}, { name: "by_user" })`,
      );
      const other = await eachOf((client) => db(client).createIndex({ user_id: 1 }, { name: 'by_user' }))();
      expect(other).toContain(
        'db.getCollection("submissions").dropIndex("by_user"); db.getCollection("submissions").createIndex(',
      );
      const client = aClient(urlOf(database));
      await db(client).dropIndex('by_user');
      await db(client).createIndex({ user_id: 1, pending_since: 1 }, { name: 'by_user' });
      await client.close();
      await (await openMongoStore(urlOf(database))).close();
    });

    it('leaves that of a newer version, and that of another program, alone', async () => {
      const reason = await eachOf((client) =>
        client
          .db(database)
          .collection<{ _id: string }>('settings')
          .updateOne({ _id: 'schema' }, { $set: { version: 99 } }),
      )();
      expect(reason).toContain('was made by a newer Quiz Sync: its schema is 99');
      const foreign = await eachOf((client) =>
        client.db(database).collection<{ _id: string }>('settings').deleteOne({ _id: 'schema' }),
      )();
      expect(foreign).toContain('of another program');
    });
  });

  it.runIf(hasFerretdb)(
    'refuses a server whose updates of one document are not atomic',
    { timeout: MONGODB_START_MS },
    async () => {
      const raw = await startMongodb({ raw: true });
      expect(await refusal(openMongoStore(`${raw.url}quiz`))).toMatch(
        /This server loses updates of one document/,
      );
      await raw.close();
    },
  );
});
