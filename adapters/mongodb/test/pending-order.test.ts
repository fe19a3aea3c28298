import { pendingChangesContract, type StoreHarness } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasMongodb } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { mongoHarness } from './mongo-harness.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The part of the contract that needs a clock that the suite moves: leases go by the server's, which it cannot. */
describe.runIf(hasMongodb)('on a real server, with a clock of the test', () => {
  const mongodbUrl = mongodbForTests();

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
    open: () => mongoHarness(mongodbUrl(), hand).open(),
  };
  pendingChangesContract({ describe, it, expect, beforeEach, afterEach }, harness);
});
