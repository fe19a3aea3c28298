import { storeContract } from '@quiz-sync/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestMongodb } from '../../../test/servers/mongodb.ts';
import {
  CONTAINER_START_MS,
  hasDocker,
  type MongodbContainer,
  startMongodbContainer,
} from '../../../test/servers/mongodb-containers.ts';
import { checkServer } from '../src/check-server.js';
import { mongoHarness } from './mongo-harness.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CONTAINERS: readonly MongodbContainer[] = [
  { image: 'mongo:6', isReplicaSet: false },
  { image: 'mongo:8', isReplicaSet: false },
  { image: 'mongo:8', isReplicaSet: true },
];

describe.skipIf(hasDocker)('without Docker', () => {
  it.skip('nothing is known of mongo:6 to mongo:8', () => {});
});

for (const container of hasDocker ? CONTAINERS : [])
  describe(`on ${container.image}, ${container.isReplicaSet ? 'a replica set' : 'standalone'}`, () => {
    let server: TestMongodb | undefined;
    beforeAll(async () => {
      server = await startMongodbContainer(container);
    }, CONTAINER_START_MS);
    afterAll(() => server?.close());

    it('has all that a store asks of its server', async () => {
      expect((await checkServer(server?.url ?? '')).filter(({ ok }) => !ok)).toEqual([]);
    });

    const harness = mongoHarness(() => server?.url ?? '');
    storeContract({ describe, it, expect, beforeEach, afterEach }, harness);
  });
