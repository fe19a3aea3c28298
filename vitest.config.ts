import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

/**
 * Whose tests leave nothing behind, so that files share a process and what it has loaded: loading it for each file anew
 * takes longer than most of them. They must pass in any order (`--sequence.shuffle.files`).
 */
const SHARED = [
  '{packages/{core,sheets-emulator},adapters/{google-sheets,express,timer-scheduler}}/test/**/*.test.ts',
  // But those of browsers and processes.
  'apps/server/test/!(*page*|process|demo|docs).test.ts',
];

/** What takes minutes, and is in CI as well. */
const LONG = [
  // `npm run test:crash`
  'test/crash/!(kill-points).test.ts',
  // `npm run test:instances`
  'test/instances/**',
  'test/end-to-end/several-servers.test.ts',
  // `npm run test:commands`
  'apps/cli/test/table.test.ts',
];

const settings = {
  setupFiles: ['test/contract/check-answers.ts'],
  // Seconds on a machine that has nothing else to do.
  testTimeout: 40_000,
  hookTimeout: 30_000,
};

export default defineConfig({
  test: {
    projects: [
      { test: { ...settings, name: 'shared', include: SHARED, isolate: false } },
      {
        test: {
          ...settings,
          name: 'alone',
          include: ['{packages,adapters,apps}/*/test/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...SHARED, ...LONG, 'test/bench/**'],
          globalSetup: ['test/servers/one-per-run.ts'],
        },
      },
    ],
    // Many of the tests wait for other processes most of their time.
    maxWorkers: 5,
    sequence: { sequencer: LongestFirst },
    // Leaked handles must not keep a worker alive unnoticed: a hanging run is a failing run.
    teardownTimeout: 5_000,
  },
});
