import { pendingChangesContract } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasMongodb } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { mongoHarness, movedClock } from './mongo-harness.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The part of the contract that needs a clock that the suite moves: leases go by the server's, which it cannot. */
describe.runIf(hasMongodb)('on a real server, with a clock of the test', () => {
  const mongodbUrl = mongodbForTests();
  const harness = mongoHarness(mongodbUrl, movedClock());
  pendingChangesContract({ describe, it, expect, beforeEach, afterEach }, harness);
});
