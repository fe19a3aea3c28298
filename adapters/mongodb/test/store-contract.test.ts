import { storeContract } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mongoHarness } from './mongo-harness.js';
import { describeWithServer, MONGODB_URL } from './mongo-server.js';

describeWithServer('MongoDB', () =>
  storeContract({ describe, it, expect, beforeEach, afterEach }, mongoHarness(MONGODB_URL ?? '')),
);
