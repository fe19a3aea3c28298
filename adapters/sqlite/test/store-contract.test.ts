import { storeContract } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteHarness } from './sqlite-harness.js';

storeContract({ describe, it, expect, beforeEach, afterEach }, sqliteHarness);
