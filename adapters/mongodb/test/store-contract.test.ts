import { type StoreHarness, storeContract } from '@quiz-sync/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasMongodb, MONGODB_START_MS, type TestMongodb, useMongodb } from '../../../test/servers/mongodb.ts';
import { mongoHarness } from './mongo-harness.js';

// FerretDB 1 has no index for what it is asked: thousands of documents take it seconds.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

describe.runIf(hasMongodb)('on a real server', () => {
  let server: TestMongodb | undefined;
  beforeAll(async () => {
    server = await useMongodb();
  }, MONGODB_START_MS);
  afterAll(() => server?.close());

  const { abilities } = mongoHarness('');
  const harness: StoreHarness = {
    ...(abilities && { abilities }),
    open: () => mongoHarness(server?.url ?? '').open(),
  };
  storeContract({ describe, it, expect, beforeEach, afterEach }, harness);
});
