import { afterAll, describe, expect, it, vi } from 'vitest';
import { hasFerretdb, hasMongodb, MONGODB_START_MS } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { startMongodb } from '../../../test/servers/mongodb-process.ts';
import { checkServer, type ServerCheck } from '../src/check-server.js';
import { openMongoStore } from '../src/open-mongo-store.js';
import { aClient, aDatabaseName, dropDatabase } from './mongo-harness.js';

vi.setConfig({ testTimeout: 60_000 });

const NOWHERE = 'mongodb://user:CANARY@127.0.0.1:9/quiz?serverSelectionTimeoutMS=200';

function failed(checks: readonly ServerCheck[]): readonly ServerCheck[] {
  return checks.filter(({ ok }) => !ok);
}

describe('checkServer', () => {
  it('says what is wrong with an address, and tries nothing', async () => {
    expect(await checkServer('mongodb://')).toEqual([
      {
        name: 'the address can be used',
        ok: false,
        detail: expect.stringContaining('its URL cannot be read'),
      },
    ]);
  });

  it('says that nobody answers, and no password', async () => {
    const checks = await checkServer(NOWHERE);
    expect(checks).toEqual([
      { name: 'the server answers', ok: false, detail: expect.stringContaining('ECONNREFUSED') },
    ]);
    expect(JSON.stringify(checks)).not.toContain('CANARY');
  });
});

describe.runIf(hasMongodb)('checkServer of a real server', () => {
  const mongodbUrl = mongodbForTests();
  const database = aDatabaseName();
  afterAll(() => dropDatabase(mongodbUrl(), database));

  it('finds all that a store asks for, and leaves nothing behind', async () => {
    const url = `${mongodbUrl()}${database}`;
    const checks = await checkServer(url);
    expect(failed(checks)).toEqual([]);
    expect(checks).toHaveLength(8);
    expect(checks.filter(({ isNew }) => isNew)).toHaveLength(1);
    const client = aClient(url);
    expect(await client.db(database).listCollections().toArray()).toEqual([]);
    await client.close();
  });

  it('names the commands that mend indexes', async () => {
    const client = aClient(`${mongodbUrl()}${database}`);
    await (await openMongoStore(client)).close();
    const checks = await checkServer(client);
    expect(failed(checks)).toEqual([]);
    expect(checks.filter(({ isNew }) => isNew)).toEqual([]);
    await client.db(database).collection('ledger').dropIndex('by_row');
    expect(failed(await checkServer(client))).toEqual([
      {
        name: 'indexes are as they should be',
        ok: false,
        detail:
          'run in mongosh: db.getCollection("ledger").createIndex({"tab":1,"row":1}, { name: "by_row" })',
      },
    ]);
    await client.close();
  });

  it.runIf(hasFerretdb)(
    'finds out a server whose updates are not atomic',
    { timeout: MONGODB_START_MS },
    async () => {
      const raw = await startMongodb({ raw: true });
      const checks = await checkServer(`${raw.url}quiz`);
      expect(failed(checks)).toMatchObject([{ name: 'updates of one document are atomic' }]);
      await raw.close();
    },
  );
});
