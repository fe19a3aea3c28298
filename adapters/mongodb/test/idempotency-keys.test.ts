import { KEY_LIFETIME_MS, type KeyedRequest } from '@quiz-sync/core';
import { idempotencyKeysContract, succeed } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasMongodb } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { startStore } from '../src/start-store.js';
import { aClient, aDatabaseName, dropDatabase, mongoHarness, movedClock } from './mongo-harness.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.runIf(hasMongodb)('requests under keys, with a clock of the test', () => {
  const mongodbUrl = mongodbForTests();
  const hand = movedClock();
  const harness = mongoHarness(mongodbUrl, hand);
  idempotencyKeysContract({ describe, it, expect, beforeEach, afterEach }, harness);

  it('that are over are removed by later ones', async () => {
    const url = mongodbUrl();
    const database = aDatabaseName();
    const client = aClient(url);
    const kept = () => client.db(database).collection('idempotency_keys').countDocuments();
    for (const [index, left] of [1, 2, 1].entries()) {
      if (index === 2) hand.advance(KEY_LIFETIME_MS);
      // A store looks for old ones with the first key it takes.
      const store = startStore({ client, database, owned: false }, { now: hand.now });
      await succeed(store.idempotency.keep(request(index)));
      expect(await kept()).toBe(left);
    }
    await client.close();
    await dropDatabase(url, database);
  });
});

function request(index: number): KeyedRequest {
  return { scope: '', key: `key-${index}`, fingerprint: 'print', user_id: 'learner-1', answer: '1' };
}
