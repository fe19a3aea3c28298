import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['{packages,adapters,apps}/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    // What takes minutes: `npm run test:instances`.
    exclude: [
      '**/node_modules/**',
      'test/bench/**',
      'test/instances/**',
      'test/crash/killed-on-mongodb.test.ts',
    ],
    setupFiles: ['test/contract/check-answers.ts'],
    globalSetup: ['test/servers/one-per-run.ts'],
    // Many of the tests wait for other processes most of their time.
    maxWorkers: 5,
    sequence: { sequencer: LongestFirst },
    // Leaked handles must not keep a worker alive unnoticed: a hanging run is a failing run.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 5_000,
  },
});
