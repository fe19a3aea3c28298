import { describe } from 'vitest';

/** Where the tests' server is; `undefined` where none could be started. */
export const MONGODB_URL = process.env['QUIZ_SYNC_TEST_MONGODB_URL'];

/** For `describe`: what needs a server. Skipped, and said so, where there is none; never in CI. */
export const describeWithServer = MONGODB_URL === undefined ? describe.skip : describe;
