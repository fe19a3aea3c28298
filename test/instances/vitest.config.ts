import { defineConfig } from 'vitest/config';

/** For `npm run test:instances`: one file after the other, since each has the whole machine to do. */
export default defineConfig({
  test: {
    include: [
      'test/instances/**/*.test.ts',
      'test/crash/killed-on-mongodb.test.ts',
      'test/end-to-end/several-servers.test.ts',
    ],
    fileParallelism: false,
    maxConcurrency: 3,
    globalSetup: ['test/servers/one-per-run.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 5_000,
  },
});
