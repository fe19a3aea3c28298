import { pendingChangesContract, type StoreHarness } from '@quiz-sync/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasMongodb, MONGODB_START_MS, type TestMongodb, useMongodb } from '../../../test/servers/mongodb.ts';
import { mongoHarness } from './mongo-harness.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The part of the contract that needs a clock that the suite moves: leases go by the server's, which it cannot. */
describe.runIf(hasMongodb)('on a real server, with a clock of the test', () => {
  let server: TestMongodb | undefined;
  beforeAll(async () => {
    server = await useMongodb();
  }, MONGODB_START_MS);
  afterAll(() => server?.close());

  let time = Date.parse('2026-03-01T00:00:00.000Z');
  const hand = {
    now: () => new Date(time),
    advance: (ms: number) => {
      time += ms;
    },
  };
  const { abilities } = mongoHarness('', hand);
  const harness: StoreHarness = {
    ...(abilities && { abilities }),
    open: () => mongoHarness(server?.url ?? '', hand).open(),
  };
  pendingChangesContract({ describe, it, expect, beforeEach, afterEach }, harness);
});
