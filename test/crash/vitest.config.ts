import { defineConfig } from 'vitest/config';
import { LongestFirst } from '../longest-first.ts';

/** For `npm run test:crash`: what takes minutes. That on MongoDB is among `test:instances`. */
export default defineConfig({
  test: {
    include: ['test/crash/**/*.matrix.ts', 'test/crash/*.test.ts'],
    exclude: ['test/crash/killed-on-mongodb.test.ts', 'test/crash/kill-points.test.ts'],
    maxConcurrency: 6,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 5_000,
  },
});
