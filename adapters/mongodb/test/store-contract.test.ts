import { storeContract } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasMongodb } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { mongoHarness } from './mongo-harness.js';

// FerretDB 1 has no index for what it is asked: thousands of documents take it seconds.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

describe.runIf(hasMongodb)('on a real server', () => {
  const mongodbUrl = mongodbForTests();
  storeContract({ describe, it, expect, beforeEach, afterEach }, mongoHarness(mongodbUrl));
});
